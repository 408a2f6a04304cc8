import { code, option } from './column.ts';
import { defineTable } from './table.ts';

/** Dimensions that may not be used together, or only in some values. */
export const dimensionCombination = defineTable({
  id: 350,
  name: 'Dimension Combination',
  key: ['dimension1Code', 'dimension2Code'],
  columns: {
    dimension1Code: code('Dimension 1 Code', 20),
    dimension2Code: code('Dimension 2 Code', 20),
    combinationRestriction: option('Combination Restriction', ['Limited', 'Blocked']),
  },
});
