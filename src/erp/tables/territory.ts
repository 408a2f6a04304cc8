import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Sales regions. */
export const territory = defineTable({
  id: 286,
  name: 'Territory',
  key: ['code'],
  columns: {
    code: code('Code', 10),
    name: text('Name', 50),
  },
});
