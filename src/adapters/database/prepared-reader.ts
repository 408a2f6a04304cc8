import type BetterSqlite3 from 'better-sqlite3';
import { EntityManager, type DataSource, type EntityMetadata, type EntityTarget, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { sqliteConnection } from './sqlite-connection.ts';
import { columnsOf } from './write-statement.ts';

type Where<Entity> = FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[];

/** As many statements are kept prepared; texts that are put together for one use must not pile up. */
const mostPrepared = 500;

const isValue = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** Whether rows are looked for by nothing but equal values. */
const isPlain = (where: unknown): where is Readonly<Record<string, unknown>> =>
  !Array.isArray(where) && Object.keys(where as object).length > 0 && Object.values(where as object).every(isValue);

/**
 * Reads SQLite by statements that are prepared once, where rows are looked for by equal values or in SQL: TypeORM's query
 * builder costs more than those statements do, and the gateway asks on every call. Everything else is read by TypeORM.
 */
class PreparedReader extends EntityManager {
  readonly #prepared = new Map<string, BetterSqlite3.Statement<unknown[], ObjectLiteral>>();

  constructor(
    source: DataSource,
    private readonly sqlite: BetterSqlite3.Database,
  ) {
    super(source);
  }

  override async query<Result>(text: string, parameters?: unknown): Promise<Result> {
    if (!Array.isArray(parameters)) return super.query(text, parameters as ObjectLiteral | undefined);
    return this.#statement(text).all(...(parameters as unknown[])) as Result;
  }

  override async findBy<Entity extends ObjectLiteral>(target: EntityTarget<Entity>, where: Where<Entity>): Promise<Entity[]> {
    return isPlain(where) ? this.#rows(target, where, '') : super.findBy(target, where);
  }

  override async findOneBy<Entity extends ObjectLiteral>(target: EntityTarget<Entity>, where: Where<Entity>): Promise<Entity | null> {
    return isPlain(where) ? (this.#rows(target, where, ' LIMIT 1')[0] ?? null) : super.findOneBy(target, where);
  }

  #rows<Entity extends ObjectLiteral>(target: EntityTarget<Entity>, where: Readonly<Record<string, unknown>>, limit: string): Entity[] {
    const metadata = this.dataSource.getMetadata(target);
    const conditions = columnsOf(metadata, Object.keys(where)).map(({ databaseName }) => `"${databaseName}" = ?`);
    const statement = this.#statement(`SELECT * FROM "${metadata.tableName}" WHERE ${conditions.join(' AND ')}${limit}`);
    return statement.all(...Object.values(where)).map((row) => this.#entity<Entity>(metadata, row));
  }

  #entity<Entity extends ObjectLiteral>(metadata: EntityMetadata, row: ObjectLiteral): Entity {
    const { driver } = this.dataSource;
    const entity = metadata.create() as ObjectLiteral;
    for (const column of metadata.columns) entity[column.propertyName] = driver.prepareHydratedValue(row[column.databaseName], column) as unknown;
    return entity as Entity;
  }

  #statement(text: string): BetterSqlite3.Statement<unknown[], ObjectLiteral> {
    const known = this.#prepared.get(text);
    if (known) return known;
    if (this.#prepared.size >= mostPrepared) this.#prepared.clear();
    const made = this.sqlite.prepare<unknown[], ObjectLiteral>(text);
    this.#prepared.set(text, made);
    return made;
  }
}

/** The reader of a data source: prepared on SQLite. */
export const preparedReader = (source: DataSource): EntityManager => {
  const sqlite = sqliteConnection(source);
  return sqlite ? new PreparedReader(source, sqlite) : source.manager;
};
