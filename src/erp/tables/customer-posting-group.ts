import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** The receivables account of a group of customers. */
export const customerPostingGroup = defineTable({
  id: 92,
  name: 'Customer Posting Group',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    receivablesAccount: code('Receivables Account', 20),
  },
});
