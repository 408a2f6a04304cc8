import { code } from './column.ts';
import { defineTable } from './table.ts';

/** Blocked pairs of values where a combination is limited. */
export const dimensionValueCombination = defineTable({
  id: 351,
  name: 'Dimension Value Combination',
  key: ['dimension1Code', 'dimension1ValueCode', 'dimension2Code', 'dimension2ValueCode'],
  columns: {
    dimension1Code: code('Dimension 1 Code', 20),
    dimension1ValueCode: code('Dimension 1 Value Code', 20),
    dimension2Code: code('Dimension 2 Code', 20),
    dimension2ValueCode: code('Dimension 2 Value Code', 20),
  },
});
