import type { RecordRef } from '../../contracts/approvals.ts';
import { sha256 } from '../../kernel/canonical-json.ts';
import { cutText } from '../../kernel/kept-text.ts';
import { mayBePartial, untrustedFieldsOf, type EntitySet, type ErpReader, type ErpRecord } from '../tools/index.ts';
import { loggedFilter, loggedLabel } from './logged-text.ts';

/** At most this many ids of a scope are kept one by one; the rest is in the count and the digest. */
const idsKept = 200;
/** At most this many different filters of a set are kept, each at most this long. */
const filtersKept = 10;
const filterLength = 500;

/** What a call touched, as it is logged. A set that was looked into without finding anything is there with a count of 0. */
export interface DataScope {
  readonly entitySets: readonly {
    readonly entitySet: string;
    readonly ids: readonly { readonly id: string; readonly label: string; readonly written?: true }[];
    readonly count: number;
    /** SHA-256 over all ids in order, where not all are kept. */
    readonly digest: string | null;
    /** The different filters it was listed with, text literals masked. */
    readonly filters: readonly string[];
    /** Fields that held words of outsiders, names only; left out where none did. */
    readonly untrusted?: readonly string[];
  }[];
}

/** What was seen of one entity set. */
interface Seen {
  readonly records: Map<string, RecordRef>;
  readonly written: Set<string>;
  readonly filters: Set<string>;
  readonly untrusted: Set<string>;
}

const numberFields = [
  ...['number', 'documentNumber', 'itemNumber', 'lineObjectNumber', 'customerNumber', 'vendorNumber', 'entryNumber', 'code'],
] as const;

/** What people call a record: its number, and a company's name. */
const labelOf = (entitySet: string, record: ErpRecord): string => {
  for (const key of entitySet === 'companies' ? ['name'] : numberFields) {
    const value = record[key];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return '';
};

/** A record as the log names it: by what reads like a number, and by its id. Without either, by its place. */
const loggedRef = ({ id, label }: RecordRef, index: number): { readonly id: string; readonly label: string } => {
  const shown = loggedLabel(label);
  return { id: id === label && shown === '' ? `#${index + 1}` : id, label: shown };
};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const isRecord = (value: unknown): value is ErpRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Stands between a tool and the ERP and writes down which records were touched: a tool declares
 * nothing about its scope, it is observed.
 */
export class Witness {
  readonly #sets = new Map<string, Seen>();
  #mayBePartial = false;
  #truncated = false;

  /** The reading port, observed. */
  observe(erp: ErpReader): ErpReader {
    return {
      list: async (set, query) => {
        const rows = await erp.list(set, query);
        this.#mayBePartial ||= rows.mayBePartial;
        this.#truncated ||= rows.truncated;
        this.#noteLook(set, query?.filter);
        for (const record of rows.records) this.note(set, record);
        return rows;
      },
      get: async (set, id, query) => {
        const record = await erp.get(set, id, query);
        this.#noteLook(set);
        if (record) this.note(set, record);
        if (record) this.#mayBePartial ||= mayBePartial(record);
        return record;
      },
    };
  }

  /** This witness, with what another one saw afterwards. */
  with(later: Witness): this {
    for (const [set, { records, written, filters, untrusted }] of later.#sets) {
      const seen = this.#seen(set);
      for (const id of written) seen.written.add(id);
      for (const [id, ref] of records) seen.records.set(id, ref);
      for (const filter of filters) if (seen.filters.size < filtersKept) seen.filters.add(filter);
      for (const field of untrusted) seen.untrusted.add(field);
    }
    return this;
  }

  get mayBePartial(): boolean {
    return this.#mayBePartial;
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  /** Whether the ERP was asked and answered, with or without records. */
  get looked(): boolean {
    return this.#sets.size > 0;
  }

  /** Fields in which words of outsiders stood, e.g. `supportCases.description`. */
  get untrustedFields(): readonly string[] {
    return [...this.#sets].flatMap(([entitySet, { untrusted }]) => [...untrusted].map((field) => `${entitySet}.${field}`));
  }

  /** Every record touched, those inside other records too, by set, in the order of first sight. */
  get records(): readonly RecordRef[] {
    return [...this.#sets.values()].flatMap(({ records }) => [...records.values()]);
  }

  get count(): number {
    let count = 0;
    for (const { records } of this.#sets.values()) count += records.size;
    return count;
  }

  /** The scope for the log. */
  scope(): DataScope {
    return {
      entitySets: [...this.#sets].map(([entitySet, { records, written, filters, untrusted }]) => {
        // What was written comes first, so that it is kept however much was looked at.
        const ids = [...records.values()]
          .map((record, index) => ({ ...loggedRef(record, index), ...(written.has(record.id) && { written: true as const }) }))
          .sort((one, other) => Number('written' in other) - Number('written' in one));
        return {
          entitySet,
          ids: ids.slice(0, idsKept),
          count: ids.length,
          digest: ids.length > idsKept ? sha256(ids.map(({ id }) => id).join('\n')) : null,
          filters: [...filters],
          ...(untrusted.size > 0 && { untrusted: [...untrusted] }),
        };
      }),
    };
  }

  #seen(entitySet: string): Seen {
    const known = this.#sets.get(entitySet);
    if (known) return known;
    const seen: Seen = { records: new Map(), written: new Set(), filters: new Set(), untrusted: new Set() };
    this.#sets.set(entitySet, seen);
    return seen;
  }

  #noteLook(entitySet: EntitySet, filter?: string): void {
    const { filters } = this.#seen(entitySet);
    if (filter && filters.size < filtersKept) filters.add(cutText(loggedFilter(filter), filterLength));
  }

  /** Notes a record that was written, with what is inside it. */
  wrote(entitySet: string, record: ErpRecord): void {
    const inside = new Witness();
    inside.note(entitySet, record);
    for (const [set, { records }] of inside.#sets) for (const id of records.keys()) this.#seen(set).written.add(id);
    this.with(inside);
  }

  /** Notes a record and what was expanded inside it; the navigation is named as the set it leads to. `place` names a record without an id. */
  note(entitySet: string, record: ErpRecord, place?: string): void {
    const label = labelOf(entitySet, record);
    const id = textOf(record['id']) ?? place ?? label;
    const seen = this.#seen(entitySet);
    for (const field of untrustedFieldsOf(record)) seen.untrusted.add(field);
    seen.records.set(id, { entitySet, id, label, etag: textOf(record['@odata.etag']) });
    for (const [name, value] of Object.entries(record)) {
      const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
      for (const [index, part] of parts.entries()) if (isRecord(part)) this.note(name, part, `${id}/${index}`);
    }
  }
}

/** What an outcome says of the data that was touched. */
export const witnessed = (
  witness: Witness | null | undefined,
): { scope: DataScope | null; records: number; mayBePartial: boolean; truncated: boolean } => ({
  scope: witness?.looked ? witness.scope() : null,
  records: witness?.count ?? 0,
  mayBePartial: witness?.mayBePartial ?? false,
  truncated: witness?.truncated ?? false,
});
