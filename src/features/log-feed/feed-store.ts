import { SmartAgentLogChain } from '../../../entities/index.ts';
import type { ChainRecordType } from '../../domain/log-chain.ts';
import type { Database } from '../../kernel/database.ts';
import { feedSources } from './feed-fields.ts';

/** A record as the databases answer it: flags as 0/1 or boolean, positions as number or text. */
export interface FeedRow {
  readonly recordType: ChainRecordType;
  readonly position: number;
  readonly [column: string]: string | number | boolean | null;
}

/** Positions behind `after`, up to and with `upTo`. */
export interface PositionRange {
  readonly after: number;
  readonly upTo: number;
}

/** Which of the records in a range are shown; instants as they are stored. */
export interface FeedWindow {
  readonly from: string | null;
  readonly to: string | null;
}

/** A link of the chain, as far as the feed needs it. */
export interface FeedLink {
  readonly position: number;
  readonly hash: string;
}

const types = Object.keys(feedSources) as readonly ChainRecordType[];
type Answer = Readonly<Record<string, string | number | boolean | null>>;

/** The log by positions. Every statement names the tenant and a range, so that none does more work than its range is long. */
export class FeedStore {
  constructor(private readonly database: Database) {}

  /** The head of a tenant's chain; null where it has none. */
  async head(tenantId: string): Promise<FeedLink | null> {
    const [head] = await this.database.reader.find(SmartAgentLogChain, { where: { tenantId }, order: { position: 'DESC' }, take: 1 });
    return head ?? null;
  }

  /** The link at a position, or null. */
  link(tenantId: string, position: number): Promise<FeedLink | null> {
    return this.database.reader.findOneBy(SmartAgentLogChain, { tenantId, position });
  }

  /** The last position in a range whose record is not there any more; null where all are. */
  async lastRemoved(tenantId: string, range: PositionRange): Promise<number | null> {
    const removed = types.map(
      (type) => `(c."recordType" = '${type}' AND NOT EXISTS (SELECT 1 FROM "${feedSources[type].table}" r WHERE r."id" = c."recordId"))`,
    );
    const [row] = await this.#query(
      `SELECT MAX(c."position") AS "position" FROM "SmartAgentLogChain" c WHERE ${this.#inRange} AND (${removed.join(' OR ')})`,
      [tenantId, range.after, range.upTo],
    );
    return typeof row?.['position'] === 'number' || typeof row?.['position'] === 'string' ? Number(row['position']) : null;
  }

  /** The records of a range that the window shows, in position order; null where one of them was removed meanwhile. */
  async rows(tenantId: string, range: PositionRange, window: FeedWindow): Promise<readonly FeedRow[] | null> {
    const found: FeedRow[] = [];
    for (const type of types) {
      for (const row of await this.#rowsOf(type, { tenantId, range, window })) {
        if (row['id'] === null) return null;
        found.push({ ...row, recordType: type, position: Number(row['position']) });
      }
    }
    return found.sort((one, other) => one.position - other.position);
  }

  #rowsOf(type: ChainRecordType, { tenantId, range, window }: { tenantId: string; range: PositionRange; window: FeedWindow }): Promise<Answer[]> {
    const { table, instant, joins, fields } = feedSources[type];
    const parameters: (string | number)[] = [tenantId, range.after, range.upTo];
    const bound = (operator: string, value: string | null): string =>
      value === null ? '' : ` AND (r."id" IS NULL OR ${instant} ${operator} ${this.#place(parameters.push(value) - 1)})`;
    const list = Object.entries(fields).map(([name, sql]) => `${sql} AS "${name}"`);
    return this.#query(
      `SELECT c."position" AS "position", c."recordHash" AS "recordHash", c."hash" AS "chainHash", ${list.join(', ')}
         FROM "SmartAgentLogChain" c LEFT JOIN "${table}" r ON r."id" = c."recordId" AND r."tenantId" = c."tenantId" ${joins}
        WHERE ${this.#inRange} AND c."recordType" = '${type}'${bound('>=', window.from)}${bound('<', window.to)}
        ORDER BY c."position"`,
      parameters,
    );
  }

  get #inRange(): string {
    return `c."tenantId" = ${this.#place(0)} AND c."position" > ${this.#place(1)} AND c."position" <= ${this.#place(2)}`;
  }

  #place(index: number): string {
    return this.database.dialect === 'mssql' ? `@${index}` : '?';
  }

  #query(sql: string, parameters: readonly (string | number)[]): Promise<Answer[]> {
    return this.database.reader.query<Answer[]>(sql, [...parameters]);
  }
}
