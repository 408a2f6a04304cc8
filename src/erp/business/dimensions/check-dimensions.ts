import { dimension, dimensionCombination, dimensionValue, dimensionValueCombination } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { valuesOfSet, type DimensionValues } from '../dimension-set.ts';
import type { Dimensions } from '../ledger/voucher.ts';
import type { PostingSetup } from '../posting-setup.ts';
import { defaultDimensionsOf, type DimensionOwner } from './default-dimensions.ts';
import { combinationProblem, valuePostingProblem, type CombinationRule } from './dimension-rules.ts';

/** What messages name: a document (`Invoice SD-10001`) or a journal line (`Gen. Journal Line GENERAL, DEFAULT, 10000`). */
export interface DimensionOrigin {
  readonly kind: 'document' | 'journal line';
  readonly text: string;
}

/** Dimensions that are about to be posted, and the records whose rules they must keep. */
export interface DimensionUse {
  readonly dimensions: Dimensions;
  readonly owners: readonly DimensionOwner[];
  readonly origin: DimensionOrigin;
}

interface Known {
  readonly combinations: readonly CombinationRule[];
  readonly sets: Map<string, string | undefined>;
}

const knownOf = new WeakMap<PostingSetup, Known>();

const known = (ctx: ErpContext): Known => {
  const found = knownOf.get(ctx.setup);
  if (found !== undefined) return found;
  const pairs = ctx.records.of(dimensionValueCombination);
  const combinations = ctx.records
    .of(dimensionCombination)
    .find({})
    .map((row): CombinationRule => {
      const { dimension1Code: first, dimension2Code: second, combinationRestriction: restriction } = row;
      return { first, second, restriction, isPairBlocked: (one, other) => pairs.get(first, one, second, other) !== undefined };
    });
  const made = { combinations, sets: new Map<string, string | undefined>() };
  knownOf.set(ctx.setup, made);
  return made;
};

/** Why dimensions or values may not be used at all (missing, blocked, a heading), or undefined if they may. */
export const blockedProblem = (ctx: ErpContext, values: DimensionValues): string | undefined => {
  for (const [code, value] of Object.entries(values)) {
    const dimensionRow = ctx.records.of(dimension).get(code);
    if (!dimensionRow) return `Dimension ${code} can't be found.`;
    if (dimensionRow.blocked) return `Dimension ${code} is blocked.`;
    const valueRow = ctx.records.of(dimensionValue).get(code, value);
    if (!valueRow) return `Dimension Value ${code} - ${value} is missing.`;
    if (valueRow.blocked) return `Dimension Value ${code} - ${value} is blocked.`;
    const type = valueRow.dimensionValueType;
    if (type !== 'Standard' && type !== 'Begin-Total') return `Dimension Value Type for Dimension Value ${code} - ${value} must not be ${type}.`;
  }
  return undefined;
};

const setProblem = (ctx: ErpContext, values: DimensionValues, key: string): string | undefined => {
  const { combinations, sets } = known(ctx);
  if (sets.has(key)) return sets.get(key);
  const combined = combinations.map((rule) => combinationProblem(values, rule)).find((one) => one !== undefined);
  const problem = blockedProblem(ctx, values) ?? combined;
  sets.set(key, problem);
  return problem;
};

const valuesOf = (ctx: ErpContext, dimensions: Dimensions): DimensionValues => {
  const { globalDimension1Code, globalDimension2Code } = ctx.setup.generalLedger;
  const global = { [globalDimension1Code]: dimensions.globalDimension1Code, [globalDimension2Code]: dimensions.globalDimension2Code };
  const given = { ...global, ...valuesOfSet(ctx, dimensions.dimensionSetId) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
};

const wordings = {
  document: {
    blocked: (text: string, problem: string) => `The combination of dimensions used in ${text} is blocked (Error: ${problem}).`,
    invalid: (text: string, problem: string) => `The dimensions used in ${text} are invalid (Error: ${problem}).`,
  },
  'journal line': {
    blocked: (text: string, problem: string) => `The combination of dimensions used in ${text} is blocked. ${problem}`,
    invalid: (text: string, problem: string) => `A dimension used in ${text} has caused an error. ${problem}`,
  },
} as const;

/**
 * Throws, in Business Central's words, if dimensions may not be posted: a dimension or value is blocked, two may
 * not be used together, or a record's default dimension (Code Mandatory, Same Code, No Code, Allowed Values
 * Filter) is broken.
 */
export const checkDimensions = (ctx: ErpContext, { dimensions, owners, origin }: DimensionUse): void => {
  const { globalDimension1Code: first, globalDimension2Code: second, dimensionSetId: id } = dimensions;
  const wording = wordings[origin.kind];
  const values = valuesOf(ctx, dimensions);
  const blocked = setProblem(ctx, values, `${id} ${first} ${second}`);
  if (blocked !== undefined) throw dialogError(wording.blocked(origin.text, blocked));
  for (const owner of owners) {
    const record = { caption: owner.table.name, no: owner.no };
    for (const rule of defaultDimensionsOf(ctx, owner)) {
      const problem = valuePostingProblem(values, rule, record);
      if (problem !== undefined) throw dialogError(wording.invalid(origin.text, problem));
    }
  }
};
