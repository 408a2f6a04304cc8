import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import { csvHeader, csvLines } from '../../kernel/csv.ts';
import { filterFields, ODataError, parseODataQuery, type Filter, type ODataQuery, type OrderTerm } from '../../odata/index.ts';
import type { Subjects } from '../subjects/index.ts';

import { entryProperties, logEntry, peopleOf } from './log-entry.ts';
import { documentField, documentsAside } from './document-filter.ts';
import { hiddenFields } from './log-fields.ts';
import type { LogRow, LogSelection, LogStore } from './log-store.ts';
import { namesIn, storedFilter, type NamesById } from './name-filter.ts';
import { nextQuery, pageMark, type PageMark } from './skip-token.ts';

/** One page of the log. */
export interface LogPage {
  readonly entries: readonly Partial<ToolCallLogEntry>[];
  /** How many entries the query finds, where it asked. */
  readonly count: number | undefined;
  /** The query of the next page, where there is one. */
  readonly next: string | undefined;
}

const mostPerPage = 500;
const rowsPerChunk = 500;
/** A turn makes at most a hundred calls of two attempts each; decisions later add a few. */
const mostPerExecution = 2000;
const newestFirst: readonly OrderTerm[] = [{ field: 'attemptedAt', direction: 'desc' }];
const nameFields = ['userName', 'approverName'];

type Property = keyof ToolCallLogEntry;

const isProperty = (name: string): name is Property => (entryProperties as readonly string[]).includes(name);

/** Refused here and not by the database, so that an export that cannot be made is refused before it is written down. */
const refuseUnknown = (names: Iterable<string>): void => {
  for (const name of names) if (!isProperty(name)) throw new ODataError(`Could not find a property named '${name.slice(0, 80)}'`);
};

const selected = (query: ODataQuery): readonly Property[] => query.select?.filter(isProperty) ?? entryProperties;

const parsed = (queryString: string): ODataQuery => {
  const query = parseODataQuery(queryString);
  if (query.expand.length > 0) throw new ODataError('A log entry has nothing to expand');
  const filtered = query.filter ? [...filterFields(query.filter)].filter((field) => field !== documentField) : [];
  refuseUnknown([...(query.select ?? []), ...query.orderBy.map(({ field }) => field), ...filtered]);
  documentsAside(query.filter);
  const unsortable = query.orderBy.find(({ field }) => nameFields.includes(field) || field === 'dataScope');
  if (unsortable) throw new ODataError(`Entries cannot be ordered by '${unsortable.field}', which is sealed or composed; order by userId instead`);
  return query;
};

const orderOf = (query: ODataQuery): readonly OrderTerm[] => (query.orderBy.length > 0 ? query.orderBy : newestFirst);

const both = (one: Filter | undefined, other: Filter): Filter => (one ? { kind: 'and', operands: [one, other] } : other);

/**
 * What lies behind a row, where rows are ordered by time alone. The bound on the time alone lets an index begin
 * where the last piece ended; the rest leaves out what was served of that instant.
 */
const behind = (selection: LogSelection, row: LogRow, direction: OrderTerm['direction']): LogSelection => {
  const attemptedAt = String(row['attemptedAt']);
  const at = (operator: 'ge' | 'gt' | 'lt'): Filter => ({
    kind: 'compare',
    operator,
    target: { kind: 'field', name: 'attemptedAt' },
    value: { kind: 'dateTime', value: attemptedAt, isExact: true },
  });
  const laterId: Filter = {
    kind: 'compare',
    operator: 'gt',
    target: { kind: 'field', name: 'id' },
    value: { kind: 'string', value: String(row['id']) },
  };
  if (direction === 'desc') return { ...selection, upTo: attemptedAt, filter: both(selection.filter, { kind: 'or', operands: [at('lt'), laterId] }) };
  return { ...selection, filter: both(selection.filter, { kind: 'and', operands: [at('ge'), { kind: 'or', operands: [at('gt'), laterId] }] }) };
};

/** The tool-call log for people and reports: filtered, ordered and paged by OData queries. Never a cursor for machines. */
export class ToolCallLogPage {
  constructor(private readonly parts: { readonly store: LogStore; readonly subjects: Subjects }) {}

  /** One page, at most 500 entries and at most `pageSize`. Throws ODataError for a query it does not serve. */
  async page(tenantId: string, queryString: string, pageSize = mostPerPage): Promise<LogPage> {
    const query = parsed(queryString);
    const properties = selected(query);
    const mark = await this.#mark(tenantId, query);
    const selection = await this.#selection(tenantId, query, mark.upTo);
    const take = Math.min(pageSize, mostPerPage, mark.left ?? mostPerPage);
    const rows = take === 0 ? [] : await this.parts.store.rows(selection, orderOf(query), { skip: mark.skip, take: take + 1 });
    const shown = rows.slice(0, take);
    const left = mark.left === null ? null : mark.left - shown.length;
    const hasMore = rows.length > take && left !== 0;
    const entries = await this.#entries(tenantId, shown, new Map());
    return {
      entries: query.select === undefined ? entries : entries.map((entry) => Object.fromEntries(properties.map((name) => [name, entry[name]]))),
      count: query.count ? await this.parts.store.count(selection) : undefined,
      next: hasMore ? nextQuery(queryString, { ...mark, skip: mark.skip + take, left }) : undefined,
    };
  }

  /**
   * Everything the query finds as CSV, in pieces, in constant memory. Throws ODataError before the first piece. `onEnd`
   * is told how many rows went out, also where whoever reads left before the end.
   */
  async *csv(tenantId: string, queryString: string, onEnd: (rows: number) => Promise<void>): AsyncGenerator<string> {
    const query = parsed(queryString);
    const properties = selected(query);
    const names = new Map<string, string>();
    let served = 0;
    try {
      yield csvHeader(properties);
      for await (const rows of this.#chunks(tenantId, query)) {
        yield csvLines(await this.#entries(tenantId, rows, names), properties);
        served += rows.length;
      }
    } finally {
      await onEnd(served);
    }
  }

  /** All attempts of an execution, in the order in which they were made. */
  async ofExecution(tenantId: string, executionId: string): Promise<readonly ToolCallLogEntry[]> {
    const filter: Filter = {
      kind: 'compare',
      operator: 'eq',
      target: { kind: 'field', name: hiddenFields.execution },
      value: { kind: 'string', value: executionId },
    };
    const orderBy: readonly OrderTerm[] = [{ field: 'attemptedAt', direction: 'asc' }];
    const rows = await this.parts.store.rows({ tenantId, upTo: null, filter }, orderBy, { skip: 0, take: mostPerExecution });
    return this.#entries(tenantId, rows, new Map());
  }

  /** A query, or what it is narrowed to, as it may be kept for good: names of people in its filter are masked. */
  keepable(queryString: string, part: 'whole' | 'filter'): string {
    const { filter } = parsed(queryString);
    const kept = part === 'whole' ? queryString : (queryString.split('&').find((one) => /^(\$|%24)filter=/.test(one)) ?? '');
    const text = decodeURIComponent(kept.replaceAll('+', ' '));
    return filter ? namesIn(filter).reduce((kept, name) => kept.replaceAll(`'${name.replaceAll("'", "''")}'`, "'(name)'"), text) : text;
  }

  async *#chunks(tenantId: string, query: ODataQuery): AsyncGenerator<readonly LogRow[]> {
    const { upTo, skip, left } = await this.#mark(tenantId, query);
    const selection = await this.#selection(tenantId, query, upTo);
    const orderBy = orderOf(query);
    const direction = orderBy.length === 1 && orderBy[0]?.field === 'attemptedAt' ? orderBy[0].direction : undefined;
    let served = 0;
    let last: LogRow | undefined;
    while (left === null || served < left) {
      const take = Math.min(rowsPerChunk, left === null ? rowsPerChunk : left - served);
      const continued = direction && last ? behind(selection, last, direction) : selection;
      const rows = await this.parts.store.rows(continued, orderBy, { skip: direction && last ? 0 : skip + served, take });
      if (rows.length > 0) yield rows;
      if (rows.length < take) return;
      served += rows.length;
      last = rows.at(-1);
    }
  }

  async #mark(tenantId: string, query: ODataQuery): Promise<PageMark> {
    if (query.skipToken !== undefined) return pageMark(query.skipToken);
    return { upTo: await this.parts.store.latest(tenantId), skip: query.skip ?? 0, left: query.top ?? null };
  }

  async #selection(tenantId: string, query: ODataQuery, upTo: string | null): Promise<LogSelection> {
    const { filter, documents } = documentsAside(query.filter);
    if (filter === undefined) return { tenantId, upTo, filter, documents };
    const asksNames = [...filterFields(filter)].some((field) => nameFields.includes(field));
    const names = asksNames ? await this.parts.subjects.names(tenantId, await this.parts.store.subjectIds(tenantId)) : new Map<string, string>();
    return { tenantId, upTo, filter: storedFilter(filter, names), documents };
  }

  /** `known` remembers names from chunk to chunk. */
  async #entries(tenantId: string, rows: readonly LogRow[], known: Map<string, string>): Promise<readonly ToolCallLogEntry[]> {
    const unknown = rows.flatMap(peopleOf).filter((id) => !known.has(id));
    for (const [id, name] of await this.parts.subjects.names(tenantId, unknown)) known.set(id, name);
    const names: NamesById = known;
    return rows.map((row) => logEntry(row, names));
  }
}
