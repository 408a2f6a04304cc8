import { dimensionSetEntry, dimensionValue } from '../tables/index.ts';
import { notInRelatedTable } from './business-error.ts';
import type { ErpContext } from './context.ts';
import type { PostingSetup } from './posting-setup.ts';

/** Dimension values by dimension code; blank values are left out. */
export type DimensionValues = Readonly<Record<string, string>>;

interface KnownSets {
  readonly ids: Map<string, number>;
  readonly values: Map<number, DimensionValues>;
}

const setsOf = new WeakMap<PostingSetup, KnownSets>();

const textOf = (values: DimensionValues): string =>
  Object.keys(values)
    .sort()
    .map((code) => `${code}=${values[code]}`)
    .join('\u0000');

const load = (ctx: ErpContext): KnownSets => {
  const byId = new Map<number, Record<string, string>>();
  for (const entry of ctx.records.of(dimensionSetEntry).find({})) {
    const values = byId.get(entry.dimensionSetId) ?? {};
    values[entry.dimensionCode] = entry.dimensionValueCode;
    byId.set(entry.dimensionSetId, values);
  }
  const sets = { ids: new Map([...byId].map(([id, values]) => [textOf(values), id])), values: byId };
  setsOf.set(ctx.setup, sets);
  return sets;
};

/** The id of the set with exactly these values, made if it is new; the empty set is 0. Unknown values throw. */
export const dimensionSetId = (ctx: ErpContext, values: DimensionValues): number => {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const text = textOf(given);
  if (text === '') return 0;
  const sets = setsOf.get(ctx.setup) ?? load(ctx);
  const known = sets.ids.get(text);
  if (known !== undefined) return known;
  const entries = ctx.records.of(dimensionSetEntry);
  const id = entries.max('dimensionSetId') + 1;
  for (const [dimensionCode, dimensionValueCode] of Object.entries(given)) {
    const value = ctx.records.of(dimensionValue).get(dimensionCode, dimensionValueCode);
    if (!value) throw notInRelatedTable(dimensionSetEntry, 'dimensionValueCode', { value: dimensionValueCode, table: dimensionValue });
    entries.insert({ dimensionSetId: id, dimensionCode, dimensionValueCode, dimensionValueId: value.dimensionValueId });
  }
  sets.ids.set(text, id);
  sets.values.set(id, given);
  return id;
};

/** The values of a set; none for 0 and for a set that is not there. */
export const valuesOfSet = (ctx: ErpContext, id: number): DimensionValues =>
  id === 0 ? {} : ((setsOf.get(ctx.setup) ?? load(ctx)).values.get(id) ?? {});

/** A document's or line's two shortcut dimensions and its whole set. */
export interface ShortcutDimensions {
  readonly shortcutDimension1Code: string;
  readonly shortcutDimension2Code: string;
  readonly dimensionSetId: number;
}

/** Dimension values as documents keep them: the set, and the two global dimensions by themselves. */
export const shortcutDimensions = (ctx: ErpContext, values: DimensionValues): ShortcutDimensions => {
  const { globalDimension1Code, globalDimension2Code } = ctx.setup.generalLedger;
  return {
    shortcutDimension1Code: values[globalDimension1Code] ?? '',
    shortcutDimension2Code: values[globalDimension2Code] ?? '',
    dimensionSetId: dimensionSetId(ctx, values),
  };
};

/** Dimensions in which the global ones given take the place of those there are; the others of the set stay. */
export const changedDimensions = (
  ctx: ErpContext,
  current: ShortcutDimensions,
  changes: { readonly shortcutDimension1Code?: string | undefined; readonly shortcutDimension2Code?: string | undefined },
): ShortcutDimensions => {
  const { shortcutDimension1Code, shortcutDimension2Code, dimensionSetId: id } = current;
  const { shortcutDimension1Code: first, shortcutDimension2Code: second } = changes;
  if (first === undefined && second === undefined) return { shortcutDimension1Code, shortcutDimension2Code, dimensionSetId: id };
  const { globalDimension1Code, globalDimension2Code } = ctx.setup.generalLedger;
  const values = {
    ...valuesOfSet(ctx, id),
    [globalDimension1Code]: (first ?? shortcutDimension1Code).toUpperCase(),
    [globalDimension2Code]: (second ?? shortcutDimension2Code).toUpperCase(),
  };
  return shortcutDimensions(ctx, values);
};
