import { code, quantity, text } from './column.ts';
import { defineTable } from './table.ts';

/** Currencies; documents with a blank currency code are in the company's own. */
export const currency = defineTable({
  id: 4,
  name: 'Currency',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    description: text('Description', 30),
    symbol: text('Symbol', 10),
    amountRoundingPrecision: quantity('Amount Rounding Precision'),
  },
});
