import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { Write } from '../../kernel/database.ts';
import { sqliteConnection } from './sqlite-connection.ts';

/** A statement of one shape: its text, and the columns whose values it takes, in order. */
interface Shape {
  readonly text: string;
  readonly columns: readonly ColumnMetadata[];
}

const placeholder = (source: DataSource, index: number): string => (source.options.type === 'mssql' ? `@${index}` : '?');

const preparedValue = (source: DataSource, row: ObjectLiteral, column: ColumnMetadata): unknown =>
  source.driver.preparePersistentValue(row[column.propertyName], column) as unknown;

const insertShape = (source: DataSource, metadata: EntityMetadata): Shape => {
  const names = metadata.columns.map((column) => `"${column.databaseName}"`).join(', ');
  const values = metadata.columns.map((_, index) => placeholder(source, index)).join(', ');
  return { text: `INSERT INTO "${metadata.tableName}" (${names}) VALUES (${values})`, columns: metadata.columns };
};

/** The columns of an entity's properties, in their order. Throws where there is none of a name. */
export const columnsOf = (metadata: EntityMetadata, properties: readonly string[]): ColumnMetadata[] =>
  properties.map((property) => {
    const column = metadata.findColumnWithPropertyName(property);
    if (!column) throw new Error(`${metadata.name} has no column ${property}`);
    return column;
  });

const updateShape = (source: DataSource, metadata: EntityMetadata, write: Extract<Write, { kind: 'update' }>): Shape => {
  const set = columnsOf(metadata, Object.keys(write.set));
  const all = columnsOf(metadata, Object.keys(write.where));
  const where = all.filter(({ propertyName }) => write.where[propertyName] !== null);
  const assign = (column: ColumnMetadata, index: number): string => `"${column.databaseName}" = ${placeholder(source, index)}`;
  const empty = all.filter((column) => !where.includes(column)).map(({ databaseName }) => `"${databaseName}" IS NULL`);
  const conditions = [...where.map((column, index) => assign(column, set.length + index)), ...empty];
  return { text: `UPDATE "${metadata.tableName}" SET ${set.map(assign).join(', ')} WHERE ${conditions.join(' AND ')}`, columns: [...set, ...where] };
};

/** The parameters a statement may have on SQL Server: 2,100, of which the driver keeps some for itself. */
const parametersPerStatement = 2000;
/** Rows a statement's VALUES may have there. */
const rowsPerStatement = 1000;

const insertRows = async (manager: EntityManager, metadata: EntityMetadata, rows: readonly ObjectLiteral[]): Promise<void> => {
  const source = manager.dataSource;
  const { columns } = metadata;
  const perStatement = Math.min(rowsPerStatement, Math.floor(parametersPerStatement / columns.length));
  for (let first = 0; first < rows.length; first += perStatement) {
    const some = rows.slice(first, first + perStatement);
    const places = some.map((_, row) => `(${columns.map((__, index) => placeholder(source, row * columns.length + index)).join(', ')})`);
    const [head = ''] = insertShape(source, metadata).text.split(' VALUES ');
    const values = some.flatMap((row) => columns.map((column) => preparedValue(source, row, column)));
    await manager.query(`${head} VALUES ${places.join(', ')}`, values);
  }
};

const shapes = new WeakMap<EntityMetadata, Map<string, Shape>>();

/** A write of one statement. */
type Single = Exclude<Write, { kind: 'insert-many' }>;

const shapeKey = (write: Single): string => {
  if (write.kind === 'insert') return '';
  const where = Object.entries(write.where).map(([name, value]) => (value === null ? `${name}?` : name));
  return `${Object.keys(write.set).join()} ${where.join()}`;
};

/** The statement of a write, made once for all writes of its shape: on the hot path building it costs more than running it. */
const shapeOf = (source: DataSource, metadata: EntityMetadata, write: Single): Shape => {
  let known = shapes.get(metadata);
  if (!known) shapes.set(metadata, (known = new Map<string, Shape>()));
  const key = shapeKey(write);
  let shape = known.get(key);
  if (!shape) known.set(key, (shape = write.kind === 'insert' ? insertShape(source, metadata) : updateShape(source, metadata, write)));
  return shape;
};

const valuesOf = (source: DataSource, { columns }: Shape, write: Single): unknown[] => {
  if (write.kind === 'insert') return columns.map((column) => preparedValue(source, write.row, column));
  const set = Object.keys(write.set).length;
  return columns.map((column, index) => preparedValue(source, index < set ? write.set : write.where, column));
};

const statements = new WeakMap<Shape, BetterSqlite3.Statement>();

const statementOf = (connection: BetterSqlite3.Database, shape: Shape): BetterSqlite3.Statement => {
  const known = statements.get(shape);
  if (known) return known;
  const made = connection.prepare(shape.text);
  statements.set(shape, made);
  return made;
};

/**
 * Runs one write with the manager of a transaction. On SQLite the statement goes to the driver's one connection,
 * which the transaction is on, without TypeORM's query in between: that costs more than the statement.
 */
export const runWrite = async (manager: EntityManager, write: Write): Promise<void> => {
  const source = manager.dataSource;
  const metadata = source.getMetadata(write.entity);
  const connection = sqliteConnection(source);
  if (write.kind === 'insert-many') {
    if (!connection) return insertRows(manager, metadata, write.rows);
    for (const row of write.rows) await runWrite(manager, { kind: 'insert', entity: write.entity, row });
    return;
  }
  const shape = shapeOf(source, metadata, write);
  const values = valuesOf(source, shape, write);
  if (connection) statementOf(connection, shape).run(values);
  else await manager.query(shape.text, values);
};
