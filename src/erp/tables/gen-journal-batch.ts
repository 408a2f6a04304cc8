import { code, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** Journals that wait to be posted. */
export const genJournalBatch = defineTable({
  id: 232,
  name: 'Gen. Journal Batch',
  key: ['journalTemplateName', 'name'],
  columns: {
    journalTemplateName: code('Journal Template Name', 10),
    name: code('Name', 10),
    description: text('Description', 100),
    balAccountType: option('Bal. Account Type', ['G/L Account', 'Customer', 'Vendor', 'Bank Account']),
    balAccountNo: code('Bal. Account No.', 20),
    noSeries: code('No. Series', 20),
  },
});
