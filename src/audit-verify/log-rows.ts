import { SmartAgentApprovalDecision, SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../entities/index.ts';
import type { DayDigest } from '../domain/day-seal.ts';
import type { ChainLink, ChainRecordType } from '../domain/log-chain.ts';
import type { RetentionPeriod } from '../domain/retention.ts';
import type { SignedHead, SignedRemoval } from '../features/audit/log-signer.ts';
import { sha256 } from '../kernel/canonical-json.ts';

/** Where rows are read from: the database, for reading only. */
export interface RowSource {
  rows(sql: string, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]>;
  columns(entity: new () => object): readonly { readonly name: string; readonly isFlag: boolean }[];
}

/** A record of the log: the hash that is written on it, and the one its content has. */
export interface HashedRecord {
  readonly kept: unknown;
  readonly computed: string;
}

/** A signed seal. */
export type Seal = DayDigest & { readonly keyId: string; readonly signature: string };

const tables: Readonly<Record<ChainRecordType, new () => object>> = {
  attempt: SmartAgentToolCallLog,
  outcome: SmartAgentToolCallOutcome,
  decision: SmartAgentApprovalDecision,
};
/** The kinds of record and their tables. */
export const recordTypes = Object.keys(tables) as readonly ChainRecordType[];

const headColumns = ['tenantId', 'position', 'hash', 'signedAt', 'keyId', 'signature'];
const sealColumns = [
  ...['tenantId', 'day', 'firstPosition', 'lastPosition', 'attempts', 'outcomes', 'decisions', 'heads', 'headHash', 'recordDigest'],
  ...['retentionDays', 'previousDigest', 'sealedAt', 'digest', 'keyId', 'signature'],
];
const removalColumns = [
  ...['tenantId', 'day', 'firstPosition', 'lastPosition', 'records', 'sealDigest', 'retentionDays', 'cutoff', 'statedAt'],
  ...['keyId', 'signature'],
];
/** Columns that are numbers; SQL Server's driver gives the larger ones as text. */
const positions = new Set(['position', 'firstPosition', 'lastPosition']);

const named = <Row>(columns: readonly string[], values: readonly unknown[]): Row =>
  Object.fromEntries(columns.map((column, index) => [column, positions.has(column) ? Number(values[index]) : values[index]])) as Row;

const list = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ');

/** A value as canonical JSON has it (RFC 8785). What no column of ours can hold (a blob) is written so that no hash agrees. */
const jsonOf = (value: unknown, isFlag: boolean): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isFlag) return value === 1 || value === true ? 'true' : value === 0 || value === false ? 'false' : String(value);
  return String(value);
};

/** Reads the log table by table, a page at a time. */
export class LogRows {
  readonly #shapes: ReadonlyMap<ChainRecordType, { readonly sql: string; readonly prefixes: readonly string[]; readonly flags: readonly boolean[] }>;

  constructor(private readonly source: RowSource) {
    this.#shapes = new Map(
      recordTypes.map((type) => {
        const columns = source.columns(tables[type]).filter(({ name }) => name !== 'recordHash');
        const table = tables[type].name;
        const sql = `SELECT "recordHash", ${list(columns.map(({ name }) => name))} FROM "${table}" WHERE "id" IN
          (SELECT c."recordId" FROM "SmartAgentLogChain" c WHERE c."tenantId" = ? AND c."position" BETWEEN ? AND ? AND c."recordType" = '${type}')`;
        const prefixes = columns.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
        return [type, { sql, prefixes, flags: columns.map(({ isFlag }) => isFlag) }];
      }),
    );
  }

  /** Every tenant of which the database has a trace of a log. */
  async tenants(): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const table of ['SmartAgentLogChain', 'SmartAgentLogHead', 'SmartAgentLogSeal', 'SmartAgentLogRemoval']) {
      for (let last = ''; ;) {
        const [row] = await this.source.rows(`SELECT MIN("tenantId") FROM "${table}" WHERE "tenantId" > ?`, [last]);
        if (typeof row?.[0] !== 'string') break;
        found.add((last = row[0]));
      }
    }
    return [...found].sort();
  }

  /** The first and the last position that a table has of a tenant; null where it has none. */
  async bounds(table: 'SmartAgentLogChain' | 'SmartAgentLogHead', tenantId: string): Promise<readonly [number, number] | null> {
    const [row = []] = await this.source.rows(`SELECT MIN("position"), MAX("position") FROM "${table}" WHERE "tenantId" = ?`, [tenantId]);
    return row[0] === null ? null : [Number(row[0]), Number(row[1])];
  }

  /** The links at these positions, in order. */
  async links(tenantId: string, from: number, to: number): Promise<readonly ChainLink[]> {
    const sql = `SELECT "position", "recordType", "recordId", "recordHash", "previousHash", "hash" FROM "SmartAgentLogChain"
      WHERE "tenantId" = ? AND "position" BETWEEN ? AND ? ORDER BY "position"`;
    return (await this.source.rows(sql, [tenantId, from, to])).map((row) => ({
      tenantId,
      position: Number(row[0]),
      recordType: row[1] as ChainRecordType,
      recordId: String(row[2]),
      recordHash: String(row[3]),
      previousHash: String(row[4]),
      hash: String(row[5]),
    }));
  }

  /** The records that links at these positions name, by type and id. */
  async records(tenantId: string, from: number, to: number): Promise<ReadonlyMap<string, HashedRecord>> {
    const found = new Map<string, HashedRecord>();
    for (const [type, { sql, prefixes, flags }] of this.#shapes) {
      const at = prefixes.findIndex((prefix) => prefix.endsWith('"id":'));
      for (const row of await this.source.rows(sql, [tenantId, from, to])) {
        let text = '';
        for (let index = 0; index < prefixes.length; index += 1) text += (prefixes[index] ?? '') + jsonOf(row[index + 1], flags[index] ?? false);
        found.set(`${type} ${String(row[at + 1])}`, { kept: row[0], computed: sha256(`${text}}`) });
      }
    }
    return found;
  }

  /** The heads at these positions, in order. */
  async heads(tenantId: string, from: number, to: number): Promise<readonly SignedHead[]> {
    const sql = `SELECT ${list(headColumns)} FROM "SmartAgentLogHead" WHERE "tenantId" = ? AND "position" BETWEEN ? AND ? ORDER BY "position"`;
    return (await this.source.rows(sql, [tenantId, from, to])).map((row) => named<SignedHead>(headColumns, row));
  }

  /** The heads at exactly these positions. */
  async headsAt(tenantId: string, at: readonly number[]): Promise<readonly SignedHead[]> {
    const sql = `SELECT ${list(headColumns)} FROM "SmartAgentLogHead" WHERE "tenantId" = ? AND "position" IN (${at.map(() => '?').join(', ')})`;
    return (await this.source.rows(sql, [tenantId, ...at])).map((row) => named<SignedHead>(headColumns, row));
  }

  /** A tenant's seals, day by day, or that of one day. */
  seals(tenantId: string, day?: string): Promise<readonly Seal[]> {
    return this.#days<Seal>('SmartAgentLogSeal', sealColumns, { tenantId, day });
  }

  /** What retention stated of a tenant's log, day by day, or of one day. */
  removals(tenantId: string, day?: string): Promise<readonly SignedRemoval[]> {
    return this.#days<SignedRemoval>('SmartAgentLogRemoval', removalColumns, { tenantId, day });
  }

  async #days<Row>(
    table: string,
    columns: readonly string[],
    { tenantId, day }: { readonly tenantId: string; readonly day: string | undefined },
  ): Promise<readonly Row[]> {
    const sql = `SELECT ${list(columns)} FROM "${table}" WHERE "tenantId" = ?${day === undefined ? '' : ' AND "day" = ?'} ORDER BY "day"`;
    return (await this.source.rows(sql, day === undefined ? [tenantId] : [tenantId, day])).map((row) => named<Row>(columns, row));
  }

  /** The periods that were set for a tenant, in order. */
  async periods(tenantId: string): Promise<readonly RetentionPeriod[]> {
    const sql = `SELECT "setAt", "days" FROM "SmartAgentRetentionPeriod" WHERE "tenantId" = ? ORDER BY "number"`;
    return (await this.source.rows(sql, [tenantId])).map(([setAt, days]) => ({ setAt: String(setAt), days: Number(days) }));
  }

  /** A record that has no position and is not waiting for one, of a type; null where there is none. */
  async stray(type: ChainRecordType): Promise<{ readonly tenantId: string; readonly id: string } | null> {
    const table = tables[type].name;
    const [row] = await this.source.rows(
      `SELECT MIN(r."id") FROM "${table}" r
         WHERE NOT EXISTS (SELECT 1 FROM "SmartAgentLogChain" c WHERE c."recordId" = r."id" AND c."recordType" = '${type}')
           AND NOT EXISTS (SELECT 1 FROM "SmartAgentLogOutbox" o WHERE o."recordId" = r."id" AND o."recordHash" = r."recordHash")`,
      [],
    );
    if (typeof row?.[0] !== 'string') return null;
    const [found = []] = await this.source.rows(`SELECT "tenantId" FROM "${table}" WHERE "id" = ?`, [row[0]]);
    return { tenantId: String(found[0]), id: row[0] };
  }

  /** How many records of a tenant wait for their position. */
  async waiting(tenantId: string): Promise<number> {
    const [row] = await this.source.rows(`SELECT COUNT(*) FROM "SmartAgentLogOutbox" WHERE "tenantId" = ?`, [tenantId]);
    return Number(row?.[0]);
  }
}
