import { code, flag, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** The values of a dimension. */
export const dimensionValue = defineTable({
  id: 349,
  name: 'Dimension Value',
  key: ['dimensionCode', 'code'],
  columns: {
    dimensionCode: code('Dimension Code', 20),
    code: code('Code', 20),
    name: text('Name', 50),
    dimensionValueType: option('Dimension Value Type', ['Standard', 'Heading', 'Total', 'Begin-Total', 'End-Total']),
    blocked: flag('Blocked'),
    consolidationCode: code('Consolidation Code', 20),
    dimensionValueId: integer('Dimension Value ID'),
    globalDimensionNo: integer('Global Dimension No.'),
  },
});
