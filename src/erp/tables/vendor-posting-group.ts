import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** The payables account of a group of vendors. */
export const vendorPostingGroup = defineTable({
  id: 93,
  name: 'Vendor Posting Group',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    payablesAccount: code('Payables Account', 20),
  },
});
