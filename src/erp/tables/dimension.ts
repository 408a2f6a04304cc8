import { code, flag, text } from './column.ts';
import { defineTable } from './table.ts';

/** Ways to analyse entries. */
export const dimension = defineTable({
  id: 348,
  name: 'Dimension',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    name: text('Name', 30),
    codeCaption: text('Code Caption', 80),
    blocked: flag('Blocked'),
    consolidationCode: code('Consolidation Code', 20),
  },
});
