import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** VAT product posting groups; the API's taxGroups. */
export const vatProductPostingGroup = defineTable({
  id: 324,
  name: 'VAT Product Posting Group',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
  },
});
