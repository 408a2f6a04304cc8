import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource } from 'typeorm';

/** The connection beneath a SQLite data source, of which there is one; undefined on any other database. */
export const sqliteConnection = (source: DataSource): BetterSqlite3.Database | undefined =>
  source.options.type === 'better-sqlite3'
    ? (source.driver as unknown as { readonly databaseConnection: BetterSqlite3.Database }).databaseConnection
    : undefined;
