import type { EntityMetadata, EntityManager, ObjectLiteral } from 'typeorm';
import { randomIds } from '../../src/kernel/ids.ts';

/** A statement that would put another row in the place of one that is there. */
export interface Replacement {
  readonly name: string;
  readonly sql: string;
  readonly values: readonly unknown[];
}

const columnsOf = (metadata: EntityMetadata): readonly string[] => metadata.columns.map((column) => column.databaseName);

/** Columns that tell rows apart: the primary key's and every other unique key's. */
const keysOf = (metadata: EntityMetadata, unique: readonly string[]): ReadonlySet<string> =>
  new Set([...metadata.primaryColumns.map((column) => column.databaseName), ...unique]);

const otherValue = (value: unknown): unknown => (typeof value === 'number' ? value + 1_000_000 : randomIds.next());

/** Every way to say it: as a plain row, in SQLite's words, by the primary key, by another unique key, by the row's number. */
export const replacementsOf = async (
  manager: EntityManager,
  metadata: EntityMetadata,
  stored: { readonly where: ObjectLiteral; readonly unique: readonly string[] },
): Promise<readonly Replacement[]> => {
  const isSqlite = manager.dataSource.options.type !== 'mssql';
  const row = await manager.findOneByOrFail<ObjectLiteral>(metadata.target, stored.where);
  const keys = keysOf(metadata, stored.unique);
  const payload =
    columnsOf(metadata)
      .filter((name) => !keys.has(name))
      .at(-1) ?? '';
  const changed = { ...row, [payload]: 'rewritten' };
  const renamed = (names: Iterable<string>): ObjectLiteral => ({
    ...changed,
    ...Object.fromEntries([...names].map((name) => [name, otherValue(row[name])])),
  });
  const statement = (name: string, verb: string, given: ObjectLiteral, end = ''): Replacement => {
    const names = Object.keys(given);
    const places = names.map((_, index) => (isSqlite ? '?' : `@${index}`)).join(', ');
    const sql = `${verb} INTO "${metadata.tableName}" (${names.map((one) => `"${one}"`).join(', ')}) VALUES (${places})${end}`;
    return { name, sql, values: Object.values(given).map((value: unknown) => (isSqlite && typeof value === 'boolean' ? Number(value) : value)) };
  };
  const plain = statement('INSERT', 'INSERT', changed);
  if (!isSqlite) return [plain];
  const primary = metadata.primaryColumns.map((column) => column.databaseName);
  const conflict = ` ON CONFLICT (${primary.map((name) => `"${name}"`).join(', ')}) DO UPDATE SET "${payload}" = excluded."${payload}"`;
  const [{ number }] = await manager.query<[{ number: number }]>(
    `SELECT rowid AS number FROM "${metadata.tableName}" WHERE ${primary.map((name) => `"${name}" = ?`).join(' AND ')}`,
    primary.map((name) => row[name] as unknown),
  );
  return [
    plain,
    statement('REPLACE', 'REPLACE', changed),
    statement('INSERT OR REPLACE', 'INSERT OR REPLACE', changed),
    statement('an upsert', 'INSERT', changed, conflict),
    statement('INSERT OR REPLACE by the row number', 'INSERT OR REPLACE', { ...renamed(keys), rowid: number }),
    ...(stored.unique.length === 0
      ? []
      : [statement('INSERT OR REPLACE by its other key', 'INSERT OR REPLACE', renamed(primary.filter((name) => !stored.unique.includes(name))))]),
    {
      name: 'UPDATE OR REPLACE',
      sql: `UPDATE OR REPLACE "${metadata.tableName}" SET "${payload}" = 'rewritten' WHERE "${primary[0]}" = ?`,
      values: [row[primary[0] ?? '']],
    },
  ];
};
