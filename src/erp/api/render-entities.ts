import type { Expand } from '../../odata/index.ts';
import type { EntitySet, Navigation } from './entity-set.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import { encoderOf, etagOf } from './json-writer.ts';
import type { NumberStyle, Stored } from './json-writer.ts';
import { noSuchField } from './sql-columns.ts';
import { planRead } from './read-plan.ts';
import type { ReadPlan } from './read-plan.ts';
import { readRows, rowLayout } from './read-rows.ts';
import type { RawRow } from './read-rows.ts';
import type { StatementCache } from './statement-cache.ts';

/** What rendering needs beside the rows. */
export interface RenderContext {
  readonly statements: StatementCache;
  readonly registry: EntitySetRegistry;
  readonly numbers: NumberStyle;
}

/** Entities as JSON texts without their closing brace's siblings: each is a complete object. */
export interface Rendered {
  readonly texts: readonly string[];
  /** True if an expanded part was narrowed without a word. */
  readonly isPartial: boolean;
}

interface ExpandedPart {
  /** The JSON members for a parent's link value. */
  readonly membersFor: (value: Stored) => string;
  readonly isPartial: boolean;
}

/** SQLite takes 32,766 parameters, and each source of a set takes a chunk's; a chunk also bounds how long one statement holds the thread. */
const chunkSizeOf = (set: EntitySet): number => Math.min(2_000, Math.floor(30_000 / set.sources.length));

const navigationOf = (set: EntitySet, name: string): Navigation => {
  const navigation = Object.hasOwn(set.navigations, name) ? set.navigations[name] : undefined;
  if (navigation === undefined) throw noSuchField(name, set.entity);
  return navigation;
};

const groupByLink = (rows: readonly RawRow[], at: number): Map<Stored, RawRow[]> => {
  const groups = new Map<Stored, RawRow[]>();
  for (const row of rows) {
    const value = row[at] ?? '';
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  }
  return groups;
};

const planChildren = (context: RenderContext, parent: ReadPlan, { expand, values }: { expand: Expand; values: readonly Stored[] }): ReadPlan => {
  const navigation = navigationOf(parent.set, expand.navigation);
  const set = context.registry.require(navigation.set);
  const plan = planRead({ set, scope: parent.scope, query: expand.query, restrictions: [{ field: navigation.to, values }], expanded: parent.set });
  return { ...plan, fetched: [...plan.fetched, navigation.to] };
};

const readPart = (context: RenderContext, parent: ReadPlan, { expand, values }: { expand: Expand; values: readonly Stored[] }): ExpandedPart => {
  const navigation = navigationOf(parent.set, expand.navigation);
  const chunkSize = chunkSizeOf(context.registry.require(navigation.set));
  const plan = planChildren(context, parent, { expand, values: values.slice(0, chunkSize) });
  const rows: RawRow[] = [];
  for (let from = 0; from < values.length; from += chunkSize) {
    const chunk = from === 0 ? plan : planChildren(context, parent, { expand, values: values.slice(from, from + chunkSize) });
    rows.push(...readRows(context.statements, chunk, { skip: 0, take: -1, after: undefined }));
  }
  const groups = groupByLink(rows, rowLayout(plan).fetched + plan.fetched.length - 1);
  const { skip = 0, top, count } = expand.query;
  const kept = new Map([...groups].map(([value, group]) => [value, group.slice(skip, top === undefined ? undefined : skip + top)] as const));
  const rendered = renderEntities(context, plan, [...kept.values()].flat());
  const texts = new Map<Stored, readonly string[]>();
  let at = 0;
  for (const [value, group] of kept) texts.set(value, rendered.texts.slice(at, (at += group.length)));
  const name = JSON.stringify(expand.navigation).slice(1, -1);
  const membersFor = (value: Stored): string => {
    const found = texts.get(value) ?? [];
    if (!navigation.isCollection) return `,"${name}":${found[0] ?? 'null'}`;
    const total = count ? `,"${name}@odata.count":${groups.get(value)?.length ?? 0}` : '';
    return `${total},"${name}":[${found.join(',')}]`;
  };
  return { membersFor, isPartial: plan.isPartial || rendered.isPartial };
};

/** Names, on a record, the fields in which it holds words of outsiders; ours, not Microsoft's. */
const outsiderAnnotation = '"@smartAgents.outsiderText"';

/** The rows of a plan as JSON objects, with their ETags and expanded parts. Texts of outsiders are named where there are any. */
export const renderEntities = (context: RenderContext, plan: ReadPlan, rows: readonly RawRow[]): Rendered => {
  const layout = rowLayout(plan);
  const parts = plan.query.expand.map((expand, at) => {
    const linkAt = layout.fetched + at;
    const values = [...new Set(rows.map((row) => row[linkAt] ?? ''))];
    return { linkAt, part: readPart(context, plan, { expand, values }) };
  });
  const columns = plan.shown.map((name, at) => {
    const field = plan.set.fields[name];
    if (field === undefined) throw noSuchField(name, plan.set.entity);
    return { name, at: layout.shown + at, prefix: `,${JSON.stringify(name)}:`, encode: encoderOf(field, context.numbers), field };
  });
  const outsiders = columns.filter(({ field }) => field.isOutsiders);
  const texts = rows.map((row) => {
    let text = `{"@odata.etag":${JSON.stringify(etagOf(row[0] ?? '', row[1] ?? 0))}`;
    const written = outsiders.filter(({ at }) => (row[at] ?? '') !== '').map(({ name }) => name);
    if (written.length > 0) text += `,${outsiderAnnotation}:${JSON.stringify(written)}`;
    for (const column of columns) text += column.prefix + column.encode(row[column.at] ?? '');
    for (const { linkAt, part } of parts) text += part.membersFor(row[linkAt] ?? '');
    return `${text}}`;
  });
  return { texts, isPartial: parts.some(({ part }) => part.isPartial) };
};
