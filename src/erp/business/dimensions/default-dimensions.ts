import { defaultDimension, defaultDimensionPriority, type Table } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { changedDimensions, shortcutDimensions, valuesOfSet, type DimensionValues, type ShortcutDimensions } from '../dimension-set.ts';
import type { PostingSetup } from '../posting-setup.ts';
import type { DefaultDimensionRule } from './dimension-rules.ts';

/** A record that can have default dimensions: a customer, vendor, item or G/L account. */
export interface DimensionOwner {
  readonly table: Table;
  readonly no: string;
}

const known = new WeakMap<PostingSetup, Map<string, readonly DefaultDimensionRule[]>>();

/** A record's default dimensions: its own, and for the dimensions it has none on, those of all records of its table. */
export const defaultDimensionsOf = (ctx: ErpContext, { table, no }: DimensionOwner): readonly DefaultDimensionRule[] => {
  const byOwner = known.get(ctx.setup) ?? new Map<string, readonly DefaultDimensionRule[]>();
  known.set(ctx.setup, byOwner);
  const key = `${table.id} ${no}`;
  const found = byOwner.get(key);
  if (found !== undefined) return found;
  const own = ctx.records.of(defaultDimension).find({ tableId: table.id, no });
  const general = no === '' ? [] : defaultDimensionsOf(ctx, { table, no: '' });
  const rules = [...own, ...general.filter((rule) => own.every(({ dimensionCode }) => dimensionCode !== rule.dimensionCode))];
  byOwner.set(key, rules);
  return rules;
};

const defaultValues = (ctx: ErpContext, owner: DimensionOwner): DimensionValues =>
  Object.fromEntries(
    defaultDimensionsOf(ctx, owner).flatMap((rule) => (rule.dimensionValueCode === '' ? [] : [[rule.dimensionCode, rule.dimensionValueCode]])),
  );

/** The two shortcut dimensions that a person may have given; what is not given follows from defaults. */
export interface GivenDimensions {
  readonly shortcutDimension1Code?: string | undefined;
  readonly shortcutDimension2Code?: string | undefined;
}

/** A party or account card's own global dimensions. */
interface Card {
  readonly no: string;
  readonly globalDimension1Code: string;
  readonly globalDimension2Code: string;
}

/** The dimensions of a new document: the party's, those given before them. */
export const headerDimensions = (
  ctx: ErpContext,
  party: { readonly table: Table; readonly record: Card },
  given: GivenDimensions,
): ShortcutDimensions => {
  const { table, record } = party;
  const { globalDimension1Code, globalDimension2Code } = ctx.setup.generalLedger;
  const own = { [globalDimension1Code]: record.globalDimension1Code, [globalDimension2Code]: record.globalDimension2Code };
  return changedDimensions(ctx, shortcutDimensions(ctx, { ...own, ...defaultValues(ctx, { table, no: record.no }) }), given);
};

/** Where a document's lines stand in the order of priority: which journal posts it, and whose dimensions its header has. */
export interface LineOrigin {
  readonly sourceCode: 'SALES' | 'PURCHASES';
  readonly party: Table;
}

const priorityOf = (ctx: ErpContext, sourceCode: string, table: Table): number =>
  ctx.records.of(defaultDimensionPriority).get(sourceCode, table.id)?.priority ?? Number.MAX_SAFE_INTEGER;

/**
 * The dimensions of a new line: the document's and the object's together. Where both have a value, the Default
 * Dimension Priority of the source code decides; without one the object's, which comes later, wins.
 */
export const lineDimensions = (
  ctx: ErpContext,
  header: ShortcutDimensions,
  line: LineOrigin & { readonly object: DimensionOwner; readonly given?: GivenDimensions },
): ShortcutDimensions => {
  const own = defaultValues(ctx, line.object);
  const given = line.given ?? {};
  if (Object.keys(own).length === 0) return changedDimensions(ctx, header, given);
  const inherited = valuesOfSet(ctx, header.dimensionSetId);
  const isOwnFirst = priorityOf(ctx, line.sourceCode, line.object.table) <= priorityOf(ctx, line.sourceCode, line.party);
  return changedDimensions(ctx, shortcutDimensions(ctx, isOwnFirst ? { ...inherited, ...own } : { ...own, ...inherited }), given);
};

/** The dimensions that several records bring together, the first before the others: account and balancing account of a journal line. */
export const combinedDimensions = (ctx: ErpContext, owners: readonly DimensionOwner[]): ShortcutDimensions =>
  shortcutDimensions(ctx, Object.assign({}, ...owners.toReversed().map((owner) => defaultValues(ctx, owner))) as DimensionValues);
