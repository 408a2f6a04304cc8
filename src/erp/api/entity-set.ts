import type { Table } from '../tables/index.ts';
import type { BoundAction } from './bound-action.ts';
import { row } from './field.ts';
import type { Fields } from './field.ts';
import type { Reach, SqlScope } from './sql-scope.ts';
import type { EntityWrites } from './write-context.ts';

/** The API routes, as they stand behind `/erp/api/`. */
export const routes = ['v2.0', 'microsoft/reportsFinance/beta', 'smartAgents/erp/v1.0'] as const;

/** One of the API routes. */
export type Route = (typeof routes)[number];

/** Rows of one table that appear in an entity set. */
export interface Source {
  readonly table: Table;
  /** How directly the table must be readable; `direct` if left out. */
  readonly reach?: Reach;
  /** True where no right is asked for, because each caller gets only what is hers: her companies, her own rights. */
  readonly isCallersOwn?: boolean;
  /** Rows that are worked out: a SELECT with the table's columns, read in place of the table. */
  readonly rows?: (scope: SqlScope) => string;
  /** Narrows to the rows that belong here, over `r`. */
  readonly condition?: (scope: SqlScope) => string;
  /** A row is visible only with this record: a line with its document. Columns of the header by columns of the row. */
  readonly header?: { readonly table: Table; readonly link: Readonly<Record<string, string>> };
  /** Each row once for each record of another table, `p`, that it hangs on; visible with that record. Its columns by the row's. */
  readonly parent?: { readonly table: Table; readonly link: Readonly<Record<string, string>> };
  /** Where this source's values differ from the entity's own definition. */
  readonly fields?: Fields;
}

/** A set that is served only for one parent (or one entity by its key), as Business Central's line pages are. */
export interface ParentNeed {
  /** The field that must be fixed. */
  readonly field: string;
  /** Business Central's text where it is not. */
  readonly message: string;
}

const documentNeed: ParentNeed = { field: 'documentId', message: 'You must specify an Id or a Document Id to get the lines.' };

/** A way from one entity to others: theirs whose `to` equals our `from`. */
export interface Navigation {
  readonly set: string;
  readonly from: string;
  readonly to: string;
  readonly isCollection: boolean;
}

/** Many related entities. */
export const many = (set: string, to: string, from = 'id'): Navigation => ({ set, from, to, isCollection: true });

/** One related entity. */
export const one = (set: string, from: string, to = 'id'): Navigation => ({ set, from, to, isCollection: false });

/** Everything about one entity set: what serves it, what describes it and what guards it come from here alone. */
export interface EntitySet {
  readonly route: Route;
  readonly name: string;
  readonly entity: string;
  /** Shown in "The … does not exist". */
  readonly caption: string;
  readonly fields: Fields;
  readonly key: string;
  /** The order without `$orderby`; names a row uniquely. */
  readonly order: readonly string[];
  readonly sources: readonly Source[];
  readonly navigations: Readonly<Record<string, Navigation>>;
  /** The field by which a filter chooses the day that amounts are worked out for; the work date if it does not. */
  readonly asOf: string | undefined;
  /** What must be fixed to read the set; undefined for sets that can be listed. */
  readonly needs: ParentNeed | undefined;
  /** A date field that is no filter on rows but the period over which amounts are summed (Business Central's FlowFilter). */
  readonly period: string | undefined;
  /** What can be written, and the code that writes; undefined for sets that are read only. */
  readonly writes: EntityWrites | undefined;
  /** Bound actions by their names without the namespace, `post`. */
  readonly actions: Readonly<Record<string, BoundAction>>;
}

/** What a definition says; the rest has the usual value. */
export interface EntitySetInput {
  readonly route?: Route;
  readonly name: string;
  readonly entity: string;
  readonly caption: string;
  readonly fields: Fields;
  readonly key?: string;
  readonly order: readonly string[];
  readonly sources: readonly Source[];
  readonly navigations?: Readonly<Record<string, Navigation>>;
  /** Lines of documents: `needs` with the field `documentId`. */
  readonly needsDocument?: boolean;
  readonly asOf?: string;
  readonly needs?: ParentNeed;
  readonly period?: string;
  readonly writes?: EntityWrites;
  readonly actions?: Readonly<Record<string, BoundAction>>;
}

/** A definition with everything filled in: route v2.0, key `id`, no navigations, listed without a parent, read only, no actions. */
export const defineEntitySet = (input: EntitySetInput): EntitySet => ({
  route: input.route ?? 'v2.0',
  name: input.name,
  entity: input.entity,
  caption: input.caption,
  fields: input.fields,
  key: input.key ?? 'id',
  order: input.order,
  sources: input.sources,
  navigations: input.navigations ?? {},
  asOf: input.asOf,
  needs: input.needs ?? (input.needsDocument === true ? documentNeed : undefined),
  period: input.period,
  writes: input.writes,
  actions: input.actions ?? {},
});

/** The fields as one source serves them. */
export const fieldsIn = (set: EntitySet, source: Source): Fields => (source.fields === undefined ? set.fields : { ...set.fields, ...source.fields });

const rowsOf = ({ table, rows }: Source, scope: SqlScope): string => (rows === undefined ? `"${table.sqlName}"` : `(${rows(scope)})`);

/** Where a source's rows come from, as `r`: its table or its own rows, joined with the parents (`p`) where they hang on them. */
export const fromSql = (source: Source, scope: SqlScope): string => {
  const { parent } = source;
  if (parent === undefined) return `${rowsOf(source, scope)} ${row}`;
  const link = Object.entries(parent.link).map(([theirs, ours]) => `p."${theirs}" = ${row}."${ours}"`);
  return `"${parent.table.sqlName}" p JOIN ${rowsOf(source, scope)} ${row} ON ${row}."company" = p."company" AND ${link.join(' AND ')}`;
};
