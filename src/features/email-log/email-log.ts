import { emailLogEntrySchema, type EmailLogEntry } from '../../contracts/email-log.ts';
import { csvHeader, csvLines } from '../../kernel/csv.ts';
import { filterFields, ODataError, parseODataQuery, type Filter, type ODataQuery, type OrderTerm } from '../../odata/index.ts';
import { nextQuery, pageMark, storedFilter, type PageMark } from '../log-page/index.ts';
import { addresseeHash } from '../outbox/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import { addresseeField } from './email-fields.ts';
import type { EmailRow, EmailSelection, EmailStore } from './email-store.ts';

/** What the email log works with. */
export interface EmailLogParts {
  readonly store: EmailStore;
  readonly subjects: Subjects;
  /** Key under which a tenant's addressees are hashed. */
  readonly hashKey: (tenantId: string) => string;
}

/** One page of the log. */
export interface EmailLogPage {
  readonly entries: readonly Partial<EmailLogEntry>[];
  readonly count: number | undefined;
  /** The query of the next page, where there is one. */
  readonly next: string | undefined;
}

type Property = keyof EmailLogEntry;

const properties = Object.keys(emailLogEntrySchema.shape) as readonly Property[];
const mostPerPage = 500;
const newestFirst: readonly OrderTerm[] = [{ field: 'draftedAt', direction: 'desc' }];
/** Sealed in the database. */
const sealed: readonly string[] = ['userName', 'addressee'];

const isProperty = (name: string): name is Property => (properties as readonly string[]).includes(name);

const parsed = (queryString: string): ODataQuery => {
  const query = parseODataQuery(queryString);
  if (query.expand.length > 0) throw new ODataError('An entry of the email log has nothing to expand');
  const names = [...(query.select ?? []), ...query.orderBy.map(({ field }) => field), ...(query.filter ? filterFields(query.filter) : [])];
  const unknown = names.find((name) => !isProperty(name));
  if (unknown !== undefined) throw new ODataError(`Could not find a property named '${unknown.slice(0, 80)}'`);
  const unsortable = query.orderBy.find(({ field }) => sealed.includes(field));
  if (unsortable) throw new ODataError(`Entries cannot be ordered by '${unsortable.field}', which is sealed`);
  return query;
};

const orderOf = ({ orderBy }: ODataQuery): readonly OrderTerm[] => (orderBy.length > 0 ? orderBy : newestFirst);
const selected = ({ select }: ODataQuery): readonly Property[] => select?.filter(isProperty) ?? properties;

/** An addressee is found by its hash, so only as a whole. */
const onAddressee = (filter: Filter, hashOf: (addressee: string) => string): Filter => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, operands: filter.operands.map((operand) => onAddressee(operand, hashOf)) };
    case 'not':
      return { ...filter, operand: onAddressee(filter.operand, hashOf) };
    case 'compare':
    case 'in':
    case 'match':
      if (!filterFields(filter).has('addressee')) return filter;
      if (filter.kind !== 'compare' || filter.operator !== 'eq' || filter.target.kind !== 'field' || filter.value.kind !== 'string')
        throw new ODataError('On addressee only eq works, with the whole address');
      return {
        ...filter,
        target: { kind: 'field', name: addresseeField },
        value: { kind: 'string', value: hashOf(filter.value.value) },
      };
  }
};

/** Every message an agent drafted, for people and reports: filtered, ordered and paged by OData queries. */
export class EmailLog {
  constructor(private readonly parts: EmailLogParts) {}

  /** One page, at most 500 entries and at most `pageSize`. Throws ODataError for a query it does not serve. */
  async page(tenantId: string, queryString: string, pageSize = mostPerPage): Promise<EmailLogPage> {
    const query = parsed(queryString);
    const mark = await this.#mark(tenantId, query);
    const selection = await this.#selection(tenantId, query, mark.upTo);
    const take = Math.min(pageSize, mostPerPage, mark.left ?? mostPerPage);
    const rows = take === 0 ? [] : await this.parts.store.rows(selection, orderOf(query), { skip: mark.skip, take: take + 1 });
    const shown = rows.slice(0, take);
    const left = mark.left === null ? null : mark.left - shown.length;
    const entries = await this.#entries(tenantId, shown);
    return {
      entries: query.select === undefined ? entries : entries.map((entry) => Object.fromEntries(selected(query).map((name) => [name, entry[name]]))),
      count: query.count ? await this.parts.store.count(selection) : undefined,
      next: rows.length > take && left !== 0 ? nextQuery(queryString, { ...mark, skip: mark.skip + take, left }) : undefined,
    };
  }

  /** Everything the query finds as CSV, in pieces, in constant memory. Throws ODataError before the first piece; `onEnd` is told the rows. */
  async *csv(tenantId: string, queryString: string, onEnd: (rows: number) => Promise<void>): AsyncGenerator<string> {
    const query = parsed(queryString);
    const { upTo, skip, left } = await this.#mark(tenantId, query);
    const selection = await this.#selection(tenantId, query, upTo);
    let served = 0;
    try {
      yield csvHeader(selected(query));
      for (let isMore = true; isMore;) {
        const take = Math.min(mostPerPage, left === null ? mostPerPage : left - served);
        const rows = take === 0 ? [] : await this.parts.store.rows(selection, orderOf(query), { skip: skip + served, take });
        if (rows.length > 0) yield csvLines(await this.#entries(tenantId, rows), selected(query));
        served += rows.length;
        isMore = rows.length === take && take > 0;
      }
    } finally {
      await onEnd(served);
    }
  }

  /** A query, or what it is narrowed to, as it may be kept for good: without names and addresses. */
  keepable(queryString: string, part: 'whole' | 'filter'): string {
    const { filter } = parsed(queryString);
    const kept = part === 'whole' ? queryString : (queryString.split('&').find((one) => /^(\$|%24)filter=/.test(one)) ?? '');
    const text = decodeURIComponent(kept.replaceAll('+', ' '));
    const namesPeople = filter !== undefined && [...filterFields(filter)].some((field) => sealed.includes(field));
    return namesPeople ? text.replace(/'(?:[^']|'')*'/g, "'(text)'") : text;
  }

  async #mark(tenantId: string, query: ODataQuery): Promise<PageMark> {
    if (query.skipToken !== undefined) return pageMark(query.skipToken);
    return { upTo: await this.parts.store.latest(tenantId), skip: query.skip ?? 0, left: query.top ?? null };
  }

  async #selection(tenantId: string, { filter }: ODataQuery, upTo: string | null): Promise<EmailSelection> {
    if (filter === undefined) return { tenantId, upTo, filter };
    const { store, subjects, hashKey } = this.parts;
    const asksNames = [...filterFields(filter)].includes('userName');
    const names = asksNames ? await subjects.names(tenantId, await store.subjectIds(tenantId)) : new Map<string, string>();
    const key = hashKey(tenantId);
    return {
      tenantId,
      upTo,
      filter: storedFilter(
        onAddressee(filter, (text) => addresseeHash(key, text)),
        names,
      ),
    };
  }

  async #entries(tenantId: string, rows: readonly EmailRow[]): Promise<readonly EmailLogEntry[]> {
    const names = await this.parts.subjects.names(
      tenantId,
      rows.map(({ userId }) => String(userId)),
    );
    return Promise.all(
      rows.map(async ({ sealedAddressee, ...row }) => ({
        ...(row as unknown as EmailLogEntry),
        attachments: Number(row['attachments']),
        userName: names.get(String(row['userId'])) ?? erasedName,
        addressee:
          typeof sealedAddressee === 'string' ? ((await this.parts.subjects.box(String(row['userId'])))?.open(sealedAddressee) ?? null) : null,
      })),
    ).then((entries) => entries.map((entry) => Object.fromEntries(properties.map((name) => [name, entry[name]])) as unknown as EmailLogEntry));
  }
}
