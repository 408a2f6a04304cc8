import { code, flag, quantity, text } from './column.ts';
import { defineTable } from './table.ts';

/** When a document is due. Date formulas as in Business Central: `30D`, `CM+15D`. */
export const paymentTerms = defineTable({
  id: 3,
  name: 'Payment Terms',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    description: text('Description', 100),
    dueDateCalculation: text('Due Date Calculation', 32),
    discountDateCalculation: text('Discount Date Calculation', 32),
    discountPercent: quantity('Discount %'),
    calcPmtDiscOnCrMemos: flag('Calc. Pmt. Disc. on Cr. Memos'),
  },
});
