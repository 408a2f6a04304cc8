import { matchRecord, parseFilter } from '../../odata/index.ts';
import { odata, type EntitySet, type ErpReader, type ErpRecord, type WriteTool } from '../tools/index.ts';

/** An OData filter for each entity set that a delegation narrows. */
export type RecordFilters = Readonly<Partial<Record<string, string>>>;

type ErpWriter = Parameters<WriteTool<unknown>['commit']>[1]['erp'];

/** A call was about a record that the delegation leaves out. */
export class OutsideDelegation extends Error {
  constructor(readonly entitySet: string) {
    super(`The authority given covers only part of ${entitySet}, and this is about another part.`);
    this.name = 'OutsideDelegation';
  }
}

/** The names that an expansion navigates to, also within another; its other options left out. */
const navigationsIn = (expand: string): readonly string[] => expand.replaceAll(/\$(?!expand=)\w+=[^;)]*/g, '').match(/[A-Za-z]\w*/g) ?? [];

const leadsTo = (navigation: string, set: string): boolean => [navigation, `${navigation}s`, navigation.replace(/y$/, 'ies')].includes(set);

/**
 * Holds the ERP's ports to the records a delegation covers: what is read is filtered, on top of what the user may see,
 * and what is written has to pass the same filter. What a filter left out counts as a partial answer (invariant 11).
 */
export class RecordBounds {
  #leftOut: string | null = null;

  constructor(private readonly filters: RecordFilters) {}

  /** The set in which something that was asked for is there, and left out by the delegation; null where there is none. */
  get leftOut(): string | null {
    return this.#leftOut;
  }

  /** The reading port, narrowed. */
  reader(erp: ErpReader): ErpReader {
    if (Object.keys(this.filters).length === 0) return erp;
    return {
      list: async (set, query = {}) => {
        this.#refuseExpansion(query.expand);
        const filter = this.filters[set];
        if (filter === undefined) return erp.list(set, query);
        const rows = await erp.list(set, { ...query, filter: within(filter, query.filter) });
        if (rows.records.length === 0 && query.filter !== undefined) await this.#noteLeftOut(erp, set, query.filter);
        return { ...rows, mayBePartial: true };
      },
      get: async (set, id, query = {}) => {
        this.#refuseExpansion(query.expand);
        const filter = this.filters[set];
        if (filter === undefined) return erp.get(set, id, query);
        const isThis = odata.isRecord(id);
        const [record = null] = (await erp.list(set, { ...query, filter: within(filter, isThis), top: 1 })).records;
        if (record === null) await this.#noteLeftOut(erp, set, isThis);
        return record;
      },
    };
  }

  /** The writing port, narrowed; `erp` is asked whether a record is covered. A write that is not throws `OutsideDelegation`, and nothing is sent. */
  writer(port: ErpWriter, erp: ErpReader): ErpWriter {
    const check = (set: EntitySet, id: string): Promise<void> => this.#requireRecord(erp, set, id);
    return {
      create: async (set, body, key) => {
        this.#requireBody(set, body);
        return port.create(set, body, key);
      },
      modify: async (set, target, body) => {
        await check(set, target.id);
        return port.modify(set, target, body);
      },
      remove: async (set, target) => {
        await check(set, target.id);
        return port.remove(set, target);
      },
      act: async (set, action, key) => {
        await check(set, action.id);
        return port.act(set, action, key);
      },
    };
  }

  #requireBody(set: EntitySet, body: ErpRecord): void {
    const filter = this.filters[set];
    if (filter !== undefined && matchRecord(parseFilter(filter), body) !== true) throw new OutsideDelegation(set);
  }

  async #requireRecord(erp: ErpReader, set: EntitySet, id: string): Promise<void> {
    const filter = this.filters[set];
    if (filter === undefined) return;
    const { records } = await erp.list(set, { filter: within(filter, odata.isRecord(id)), select: ['id'], top: 1 });
    if (records.length === 0) throw new OutsideDelegation(set);
  }

  #refuseExpansion(expand: string | undefined): void {
    if (expand === undefined) return;
    const set = Object.keys(this.filters).find((name) => navigationsIn(expand).some((navigation) => leadsTo(navigation, name)));
    if (set !== undefined) throw new OutsideDelegation(set);
  }

  async #noteLeftOut(erp: ErpReader, set: EntitySet, filter: string): Promise<void> {
    if (this.#leftOut !== null) return;
    if ((await erp.list(set, { filter, select: ['id'], top: 1 })).records.length > 0) this.#leftOut = set;
  }
}

const within = (filter: string, asked: string | undefined): string => (asked === undefined ? filter : `(${asked}) and (${filter})`);
