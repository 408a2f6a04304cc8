import { dimensionSetEntry, dimensionValue } from '../tables/index.ts';
import { notInRelatedTable } from './business-error.ts';
import type { ErpContext } from './context.ts';
import type { PostingSetup } from './posting-setup.ts';

/** Dimension values by dimension code; blank values are left out. */
export type DimensionValues = Readonly<Record<string, string>>;

const setsOf = new WeakMap<PostingSetup, Map<string, number>>();

const textOf = (values: DimensionValues): string =>
  Object.keys(values)
    .sort()
    .map((code) => `${code}=${values[code]}`)
    .join('\u0000');

const load = (ctx: ErpContext): Map<string, number> => {
  const byId = new Map<number, Record<string, string>>();
  for (const entry of ctx.records.of(dimensionSetEntry).find({})) {
    const values = byId.get(entry.dimensionSetId) ?? {};
    values[entry.dimensionCode] = entry.dimensionValueCode;
    byId.set(entry.dimensionSetId, values);
  }
  const sets = new Map([...byId].map(([id, values]) => [textOf(values), id]));
  setsOf.set(ctx.setup, sets);
  return sets;
};

/** The id of the set with exactly these values, made if it is new; the empty set is 0. Unknown values throw. */
export const dimensionSetId = (ctx: ErpContext, values: DimensionValues): number => {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const text = textOf(given);
  if (text === '') return 0;
  const sets = setsOf.get(ctx.setup) ?? load(ctx);
  const known = sets.get(text);
  if (known !== undefined) return known;
  const entries = ctx.records.of(dimensionSetEntry);
  const id = entries.max('dimensionSetId') + 1;
  for (const [dimensionCode, dimensionValueCode] of Object.entries(given)) {
    const value = ctx.records.of(dimensionValue).get(dimensionCode, dimensionValueCode);
    if (!value) throw notInRelatedTable(dimensionSetEntry, 'dimensionValueCode', { value: dimensionValueCode, table: dimensionValue });
    entries.insert({ dimensionSetId: id, dimensionCode, dimensionValueCode, dimensionValueId: value.dimensionValueId });
  }
  sets.set(text, id);
  return id;
};

/** The set of the two global dimensions' values. */
export const globalDimensionSetId = (ctx: ErpContext, first: string, second: string): number => {
  const { globalDimension1Code, globalDimension2Code } = ctx.setup.generalLedger;
  return dimensionSetId(ctx, { [globalDimension1Code]: first, [globalDimension2Code]: second });
};
