import { code, text } from './column.ts';
import { partyTemplColumns } from './party-templ-columns.ts';
import { defineTable } from './table.ts';

/** What new customers start with; one that comes over the API takes the first. */
export const customerTempl = defineTable({
  id: 1381,
  name: 'Customer Templ.',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    customerPostingGroup: code('Customer Posting Group', 20),
    ...partyTemplColumns,
  },
});
