import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** People named on documents. */
export const salespersonPurchaser = defineTable({
  id: 13,
  name: 'Salesperson/Purchaser',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    name: text('Name', 50),
    email: text('E-Mail', 80),
    globalDimension1Code: code('Global Dimension 1 Code', 20),
    globalDimension2Code: code('Global Dimension 2 Code', 20),
  },
});
