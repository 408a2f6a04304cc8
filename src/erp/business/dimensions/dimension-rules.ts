import type { ValuesOf, defaultDimension } from '../../tables/index.ts';
import type { DimensionValues } from '../dimension-set.ts';
import { passesCodeFilter } from './value-filter.ts';

/*
 * What a default dimension demands of the dimension values that are posted with its record, and what a dimension
 * combination forbids. The texts are Business Central's (DimensionManagement, codeunit 408; listed on
 * https://learn.microsoft.com/dynamics365/business-central/finance-troubleshooting-correcting-dimensions).
 */

/** The part of a default dimension that posting looks at. */
export type DefaultDimensionRule = Pick<
  ValuesOf<typeof defaultDimension>,
  'dimensionCode' | 'dimensionValueCode' | 'valuePosting' | 'allowedValuesFilter'
>;

/** The record that the rule is on, as messages name it: `Customer`, `C-10001`. */
export interface RuledRecord {
  readonly caption: string;
  readonly no: string;
}

const sameCodeProblem = (rule: DefaultDimensionRule, given: string, of: RuledRecord): string | undefined => {
  const { dimensionCode: code, dimensionValueCode: wanted } = rule;
  const owner = `${of.caption} ${of.no}`;
  if (given === wanted) return undefined;
  if (wanted === '') return `Dimension Code ${code} must be blank for ${owner}.`;
  if (given === '') return `The Dimension Code ${code} with Dimension Value Code ${wanted} is required for ${owner}.`;
  return `The Dimension Value Code must be ${wanted} for Dimension Code ${code} for ${owner}. Currently it's ${given}.`;
};

/** Why values may not be posted with a record under one of its default dimensions, or undefined if they may. */
export const valuePostingProblem = (values: DimensionValues, rule: DefaultDimensionRule, of: RuledRecord): string | undefined => {
  const given = values[rule.dimensionCode] ?? '';
  if (given !== '' && !passesCodeFilter(rule.allowedValuesFilter, given)) {
    return `Dimension value ${rule.dimensionCode}, ${given} is not allowed for ${of.caption}, ${of.no}.`;
  }
  switch (rule.valuePosting) {
    case ' ':
      return undefined;
    case 'Code Mandatory':
      return given === '' ? `Select a Dimension Value Code for the Dimension Code ${rule.dimensionCode} for ${of.caption} ${of.no}.` : undefined;
    case 'Same Code':
      return sameCodeProblem(rule, given, of);
    case 'No Code':
      return given === ''
        ? undefined
        : `The Dimension Value Code must be blank for Dimension Code ${rule.dimensionCode} for ${of.caption} ${of.no}. Currently it's ${given}.`;
  }
};

/** Two dimensions that restrict each other: wholly, or in the pairs of values named. */
export interface CombinationRule {
  readonly first: string;
  readonly second: string;
  readonly restriction: 'Limited' | 'Blocked';
  /** True if that pair of values is blocked. */
  readonly isPairBlocked: (firstValue: string, secondValue: string) => boolean;
}

/** Why values may not stand together, or undefined if they may. */
export const combinationProblem = (values: DimensionValues, rule: CombinationRule): string | undefined => {
  const first = values[rule.first] ?? '';
  const second = values[rule.second] ?? '';
  if (first === '' || second === '') return undefined;
  if (rule.restriction === 'Blocked') return `Dimensions ${rule.first} and ${rule.second} can't be used concurrently.`;
  return rule.isPairBlocked(first, second)
    ? `Dimension combinations ${rule.first} - ${first} and ${rule.second} - ${second} can't be used concurrently.`
    : undefined;
};
