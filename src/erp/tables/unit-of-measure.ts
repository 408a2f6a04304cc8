import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Units. */
export const unitOfMeasure = defineTable({
  id: 204,
  name: 'Unit of Measure',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    description: text('Description', 50),
    internationalStandardCode: code('International Standard Code', 10),
    symbol: text('Symbol', 10),
  },
});
