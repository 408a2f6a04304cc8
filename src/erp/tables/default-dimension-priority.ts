import { code, integer } from './column.ts';
import { defineTable } from './table.ts';

/** Whose default value wins on a line when two records bring one for the same dimension: the lower number does. */
export const defaultDimensionPriority = defineTable({
  id: 354,
  name: 'Default Dimension Priority',
  key: ['sourceCode', 'tableId'],
  columns: {
    sourceCode: code('Source Code', 10),
    tableId: integer('Table ID'),
    priority: integer('Priority'),
  },
});
