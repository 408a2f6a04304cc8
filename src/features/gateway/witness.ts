import type { RecordRef } from '../../contracts/approvals.ts';
import { sha256 } from '../../kernel/canonical-json.ts';
import type { EntitySet, ErpReader, ErpRecord } from '../tools/index.ts';
import { loggedFilter } from './logged-text.ts';

/** At most this many ids of a scope are kept one by one; the rest is in the count and the digest. */
const idsKept = 200;

/** What a call touched, as it is logged. */
export interface DataScope {
  readonly entitySets: readonly {
    readonly entitySet: string;
    readonly ids: readonly { readonly id: string; readonly label: string }[];
    readonly count: number;
    /** SHA-256 over all ids in order, where not all are kept. */
    readonly digest: string | null;
    readonly filter: string | null;
  }[];
}

const labelOf = (record: ErpRecord): string => {
  for (const key of ['number', 'documentNumber', 'itemNumber', 'customerNumber', 'vendorNumber', 'entryNumber', 'name']) {
    const value = record[key];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
  }
  return '';
};

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/**
 * Stands between a tool and the ERP and writes down which records were touched: a tool declares
 * nothing about its scope, it is observed.
 */
export class Witness {
  readonly #records = new Map<string, Map<string, RecordRef>>();
  readonly #filters = new Map<string, string>();
  #mayBePartial = false;
  #truncated = false;

  /** The reading port, observed. */
  observe(erp: ErpReader): ErpReader {
    return {
      list: async (set, query) => {
        const rows = await erp.list(set, query);
        this.#mayBePartial ||= rows.mayBePartial;
        this.#truncated ||= rows.truncated;
        if (query?.filter) this.#filters.set(set, loggedFilter(query.filter));
        for (const record of rows.records) this.#note(set, record);
        return rows;
      },
      get: async (set, id, query) => {
        const record = await erp.get(set, id, query);
        if (record) this.#note(set, record);
        return record;
      },
    };
  }

  get mayBePartial(): boolean {
    return this.#mayBePartial;
  }

  get truncated(): boolean {
    return this.#truncated;
  }

  /** Every record touched, in the order of first sight. */
  get records(): readonly RecordRef[] {
    return [...this.#records.values()].flatMap((bySet) => [...bySet.values()]);
  }

  get count(): number {
    let count = 0;
    for (const bySet of this.#records.values()) count += bySet.size;
    return count;
  }

  /** The scope for the log. */
  scope(): DataScope {
    return {
      entitySets: [...this.#records].map(([entitySet, bySet]) => {
        const ids = [...bySet.values()].map(({ id, label }) => ({ id, label }));
        return {
          entitySet,
          ids: ids.slice(0, idsKept),
          count: ids.length,
          digest: ids.length > idsKept ? sha256(ids.map(({ id }) => id).join('\n')) : null,
          filter: this.#filters.get(entitySet) ?? null,
        };
      }),
    };
  }

  #note(entitySet: EntitySet, record: ErpRecord): void {
    const id = textOf(record['id']) ?? labelOf(record);
    const bySet = this.#records.get(entitySet) ?? new Map<string, RecordRef>();
    this.#records.set(entitySet, bySet);
    bySet.set(id, { entitySet, id, label: labelOf(record), etag: textOf(record['@odata.etag']) });
  }
}
