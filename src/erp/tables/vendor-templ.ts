import { code, text } from './column.ts';
import { partyTemplColumns } from './party-templ-columns.ts';
import { defineTable } from './table.ts';

/** What new vendors start with; one that comes over the API takes the first. */
export const vendorTempl = defineTable({
  id: 1385,
  name: 'Vendor Templ.',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    vendorPostingGroup: code('Vendor Posting Group', 20),
    ...partyTemplColumns,
  },
});
