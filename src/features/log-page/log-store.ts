import { SmartAgentDataSubject } from '../../../entities/index.ts';
import type { Database } from '../../kernel/database.ts';
import {
  filterToSql,
  orderToSql,
  pageToSql,
  type Filter,
  type OrderTerm,
  type PageWindow,
  type SqlFragment,
  type SqlValue,
} from '../../odata/index.ts';
import { joinsFor, logColumns, selectList } from './log-fields.ts';

/** A row as the databases answer it: flags as 0/1 or boolean, positions as number or text. */
export interface LogRow {
  readonly [column: string]: string | number | boolean | null;
}

/** Which rows: of one tenant, written up to an instant, that pass a filter over stored fields. */
export interface LogSelection {
  readonly tenantId: string;
  /** Rows written later are left out, so that pages do not shift while people work; null: no bound. */
  readonly upTo: string | null;
  readonly filter: Filter | undefined;
  /** Numbers of records, all of which have to be touched. */
  readonly documents?: readonly string[];
}

const attempts = '"SmartAgentToolCallLog" a';

/** The joined log, read with SQL made from an OData query. Every statement names the tenant. */
export class LogStore {
  constructor(private readonly database: Database) {}

  /** The instant of the tenant's latest attempt, or null where there is none. */
  async latest(tenantId: string): Promise<string | null> {
    const [row] = await this.#query<{ latest: string | null }>(
      `SELECT MAX("attemptedAt") AS "latest" FROM "SmartAgentToolCallLog" WHERE "tenantId" = ${this.#place(0)}`,
      [tenantId],
    );
    return row?.latest ?? null;
  }

  /** How many rows there are. */
  async count(selection: LogSelection): Promise<number> {
    const where = this.#where(selection);
    const [row] = await this.#query<{ rows: number }>(
      `SELECT COUNT(*) AS "rows" FROM ${attempts} ${joinsFor(where.sql)} WHERE ${where.sql}`,
      where.parameters,
    );
    return row?.rows ?? 0;
  }

  /** A window of the rows in order; equal rows are ordered by their id. */
  async rows(selection: LogSelection, orderBy: readonly OrderTerm[], window: PageWindow): Promise<readonly LogRow[]> {
    const { dialect } = this.database;
    const where = this.#where(selection);
    const order = orderToSql(orderBy, logColumns(dialect), ['id']);
    const page = pageToSql(window, dialect, where.parameters.length);
    // First the ids, with no more joins than the filter and the order need; the rows around them after that.
    const ids = `SELECT a."id" AS "wanted" FROM ${attempts} ${joinsFor(`${where.sql} ${order}`)} WHERE ${where.sql} ORDER BY ${order} ${page.sql}`;
    return this.#query<LogRow>(
      `SELECT ${selectList} FROM (${ids}) w JOIN ${attempts} ON a."id" = w."wanted" ${joinsFor(`${selectList} ${order}`)} ORDER BY ${order}`,
      [...where.parameters, ...page.parameters],
    );
  }

  /** The ids of everyone the tenant's records know. */
  async subjectIds(tenantId: string): Promise<readonly string[]> {
    const rows = await this.database.reader.find(SmartAgentDataSubject, { select: { id: true }, where: { tenantId } });
    return rows.map(({ id }) => id);
  }

  #where({ tenantId, upTo, filter, documents = [] }: LogSelection): SqlFragment {
    const { dialect } = this.database;
    const parameters: SqlValue[] = [tenantId];
    let sql = `a."tenantId" = ${this.#place(0)}`;
    if (upTo !== null) sql += ` AND a."attemptedAt" <= ${this.#place(parameters.push(upTo) - 1)}`;
    for (const document of documents) {
      const [tenant, label] = [this.#place(parameters.push(tenantId) - 1), this.#place(parameters.push(document) - 1)];
      sql += ` AND a."id" IN (SELECT x."attemptId" FROM "SmartAgentExecutionRecord" x WHERE x."tenantId" = ${tenant} AND x."label" = ${label})`;
    }
    if (filter === undefined) return { sql, parameters };
    const more = filterToSql(filter, { columns: logColumns(dialect), dialect, firstParameter: parameters.length });
    return { sql: `${sql} AND ${more.sql}`, parameters: [...parameters, ...more.parameters] };
  }

  #place(index: number): string {
    return this.database.dialect === 'mssql' ? `@${index}` : '?';
  }

  #query<Result>(sql: string, parameters: readonly SqlValue[]): Promise<Result[]> {
    return this.database.reader.query<Result[]>(sql, [...parameters]);
  }
}
