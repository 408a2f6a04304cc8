import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Groups of items by inventory account. */
export const inventoryPostingGroup = defineTable({
  id: 94,
  name: 'Inventory Posting Group',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
  },
});
