import { code, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** What the batches of a journal have in common: their kind and source code. */
export const genJournalTemplate = defineTable({
  id: 80,
  name: 'Gen. Journal Template',
  key: ['name'],
  columns: {
    name: code('Name', 10),
    description: text('Description', 80),
    type: option('Type', ['General', 'Sales', 'Purchases', 'Cash Receipts', 'Payments']),
    sourceCode: code('Source Code', 10),
    noSeries: code('No. Series', 20),
  },
});
