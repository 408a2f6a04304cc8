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
import { emailColumns, emailList, emailTables } from './email-fields.ts';

/** A row as the databases answer it. */
export type EmailRow = Readonly<Record<string, string | number | null>>;

/** Which rows: of one tenant, drafted up to an instant, that pass a filter over stored fields. */
export interface EmailSelection {
  readonly tenantId: string;
  readonly upTo: string | null;
  readonly filter: Filter | undefined;
}

/** The email log, read with SQL made from an OData query. Every statement names the tenant. */
export class EmailStore {
  constructor(private readonly database: Database) {}

  /** The instant of the tenant's latest draft, or null where there is none. */
  async latest(tenantId: string): Promise<string | null> {
    const [row] = await this.#query<{ latest: string | null }>(
      `SELECT MAX("draftedAt") AS "latest" FROM "SmartAgentEmailLog" WHERE "tenantId" = ${this.#place(0)}`,
      [tenantId],
    );
    return row?.latest ?? null;
  }

  /** How many rows there are. */
  async count(selection: EmailSelection): Promise<number> {
    const where = this.#where(selection);
    const [row] = await this.#query<{ rows: number }>(`SELECT COUNT(*) AS "rows" FROM ${emailTables} WHERE ${where.sql}`, where.parameters);
    return row?.rows ?? 0;
  }

  /** A window of the rows in order; equal rows are ordered by their id. */
  rows(selection: EmailSelection, orderBy: readonly OrderTerm[], window: PageWindow): Promise<readonly EmailRow[]> {
    const where = this.#where(selection);
    const page = pageToSql(window, this.database.dialect, where.parameters.length);
    return this.#query<EmailRow>(
      `SELECT ${emailList} FROM ${emailTables} WHERE ${where.sql} ORDER BY ${orderToSql(orderBy, emailColumns, ['id'])} ${page.sql}`,
      [...where.parameters, ...page.parameters],
    );
  }

  /** The ids of everyone the tenant's records know. */
  async subjectIds(tenantId: string): Promise<readonly string[]> {
    const rows = await this.database.reader.find(SmartAgentDataSubject, { select: { id: true }, where: { tenantId } });
    return rows.map(({ id }) => id);
  }

  #where({ tenantId, upTo, filter }: EmailSelection): SqlFragment {
    const { dialect } = this.database;
    const parameters: SqlValue[] = [tenantId];
    let sql = `m."tenantId" = ${this.#place(0)}`;
    if (upTo !== null) sql += ` AND m."draftedAt" <= ${this.#place(parameters.push(upTo) - 1)}`;
    if (filter === undefined) return { sql, parameters };
    const more = filterToSql(filter, { columns: emailColumns, dialect, firstParameter: parameters.length });
    return { sql: `${sql} AND ${more.sql}`, parameters: [...parameters, ...more.parameters] };
  }

  #place(index: number): string {
    return this.database.dialect === 'mssql' ? `@${index}` : '?';
  }

  #query<Result>(sql: string, parameters: readonly SqlValue[]): Promise<Result[]> {
    return this.database.reader.query<Result[]>(sql, [...parameters]);
  }
}
