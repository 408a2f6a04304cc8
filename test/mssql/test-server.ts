import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/adapters/database/data-source.ts';
import type { DatabaseHost } from '../database/contract-host.ts';

const connected = async <Result>(url: string, work: (source: DataSource) => Promise<Result>): Promise<Result> => {
  const source = await openDataSource(url);
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
};

const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
};

/** What a server calls itself, in one line. */
export const serverVersion = (url: string): Promise<string> =>
  connected(url, async (source) => {
    const [row] = await source.query<{ version: string }[]>('SELECT @@VERSION AS version');
    return (row?.version ?? 'a server without a version').replace(/\s+/g, ' ').trim();
  });

/**
 * Makes a database of its own on a server, as production should have it: readers do not wait for
 * writers. A server that has no such setting goes without.
 */
export const newDatabase = async (url: string): Promise<DatabaseHost> => {
  const name = `sa_test_${randomBytes(6).toString('hex')}`;
  await connected(url, async (source) => {
    await source.query(`CREATE DATABASE ${name}`);
    await source.query(`ALTER DATABASE ${name} SET READ_COMMITTED_SNAPSHOT ON`).catch(() => undefined);
  });
  return {
    url: withDatabase(url, name),
    remove: () => connected(url, async (source) => void (await source.query(`DROP DATABASE ${name}`))),
  };
};

/** Empties every table of a database but the list of migrations. */
export const emptyDatabase = (url: string): Promise<void> =>
  connected(url, async (source) => {
    for (const { tableName } of source.entityMetadatas) {
      await source.query(`IF EXISTS (SELECT 1 FROM "${tableName}") TRUNCATE TABLE "${tableName}"`);
    }
  });
