import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Groups of items. */
export const itemCategory = defineTable({
  id: 5722,
  name: 'Item Category',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    parentCategory: code('Parent Category', 20),
  },
});
