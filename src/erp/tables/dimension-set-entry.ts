import { code, integer } from './column.ts';
import { defineTable } from './table.ts';

/** The dimension values that documents and entries with that set id share. */
export const dimensionSetEntry = defineTable({
  id: 480,
  name: 'Dimension Set Entry',
  key: ['dimensionSetId', 'dimensionCode'],
  columns: {
    dimensionSetId: integer('Dimension Set ID'),
    dimensionCode: code('Dimension Code', 20),
    dimensionValueCode: code('Dimension Value Code', 20),
    dimensionValueId: integer('Dimension Value ID'),
  },
});
