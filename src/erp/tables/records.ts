import type { Database, Statement } from 'better-sqlite3';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Column } from './column.ts';
import { fromStored, toStored } from './codec.ts';
import { allColumns, blankRow, companyColumn, initialValue, type RowOf, type Table, type ValuesOf } from './table.ts';

/** What a new or changed record is stamped with. */
export interface Stamps {
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Equality conditions on some columns. */
export type Match<T extends Table> = Partial<RowOf<T>>;

type Cells = (string | number)[];

/**
 * Typed access to the records of one table in one company. Reads answer decoded records, writes stamp them.
 * Nothing here checks permissions or business rules, and nothing opens a transaction: the caller does all three.
 */
export class Records<T extends Table> {
  readonly #columns: readonly (readonly [string, Column])[];
  readonly #byName: ReadonlyMap<string, Column>;
  readonly #statements = new Map<string, Statement>();
  readonly #name: string;
  readonly #scopeValues: readonly number[];
  readonly #keyCondition: string;
  readonly #insertSql: string;
  /** Own columns with their blank as stored. */
  readonly #cells: readonly (readonly [string, Column, string | number])[];
  readonly #readers: readonly (Column | undefined)[];
  readonly #selectSql: string;
  readonly #names: readonly string[];
  readonly #blank: Readonly<Record<string, string | number | boolean>>;
  #insert: Statement | undefined;
  #get: Statement | undefined;

  constructor(
    readonly table: T,
    private readonly db: Database,
    private readonly scope: Stamps & { readonly company: number },
  ) {
    this.#columns = Object.entries(allColumns(table));
    this.#byName = new Map(this.#columns);
    this.#blank = blankRow(table);
    this.#cells = Object.entries<Column>(table.columns).map(([name, column]) => [name, column, toStored(column, initialValue(column))]);
    const scoped = table.perCompany ? [companyColumn] : [];
    const names = [...scoped, ...this.#byName.keys()];
    this.#name = `"${table.sqlName}"`;
    this.#scopeValues = table.perCompany ? [scope.company] : [];
    this.#keyCondition = [...scoped, ...table.key].map((name) => `"${name}" = ?`).join(' AND ');
    this.#readers = names.map((name) => this.#byName.get(name));
    this.#names = names;
    this.#selectSql = `SELECT ${names.map((name) => `"${name}"`).join(', ')} FROM ${this.#name}`;
    this.#insertSql = `INSERT INTO ${this.#name} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  }

  /** The record with that primary key (values in key order), or undefined. */
  get(...key: readonly (string | number)[]): RowOf<T> | undefined {
    this.#get ??= this.db.prepare(`${this.#selectSql} WHERE ${this.#keyCondition}`).raw();
    const cells = this.#get.get([...this.#scopeValues, ...this.#keyValues(key)]) as Cells | undefined;
    return cells && this.#decode(cells);
  }

  /** As get, for a record that must be there: its absence throws in Business Central's words. */
  require(...key: readonly (string | number)[]): RowOf<T> {
    const row = this.get(...key);
    if (row) return row;
    const fields = this.table.key.map((name, at) => `${this.#byName.get(name)?.caption ?? name}='${key[at] ?? ''}'`);
    throw new AppError('not_found', `The ${this.table.name} does not exist. Identification fields and values: ${fields.join(',')}`);
  }

  /** The record with that SystemId, or undefined; in another company counts as absent. */
  bySystemId(systemId: string): RowOf<T> | undefined {
    return this.first({ systemId } as Match<T>);
  }

  /** All records whose columns equal the given values, ordered by `orderBy` (default: the primary key). */
  find(match: Match<T>, orderBy: readonly (keyof RowOf<T> & string)[] = []): RowOf<T>[] {
    const names = Object.keys(match);
    const statement = this.#cached(`find ${names.join()} ${orderBy.join()}`, () => this.#findSql(names, orderBy)).raw();
    const values = names.map((name) => this.#encode(name, match[name as keyof Match<T>]));
    return (statement.all([...this.#scopeValues, ...values]) as Cells[]).map((cells) => this.#decode(cells));
  }

  /** The first record, by primary key, whose columns equal the given values, or undefined. */
  first(match: Match<T>): RowOf<T> | undefined {
    const names = Object.keys(match);
    const statement = this.#cached(`first ${names.join()}`, () => `${this.#findSql(names, [])} LIMIT 1`).raw();
    const values = names.map((name) => this.#encode(name, match[name as keyof Match<T>]));
    const cells = statement.get([...this.#scopeValues, ...values]) as Cells | undefined;
    return cells && this.#decode(cells);
  }

  /** The highest value of a whole-number column, 0 if there is no record. */
  max(column: keyof ValuesOf<T> & string): number {
    const where = this.table.perCompany ? ` WHERE "${companyColumn}" = ?` : '';
    const statement = this.#cached(`max ${column}`, () => `SELECT max("${column}") FROM ${this.#name}${where}`).pluck();
    return (statement.get([...this.#scopeValues]) as number | null) ?? 0;
  }

  /** Adds a record without answering it, for the many entries of a posting. Otherwise as insert. */
  add(values: Partial<ValuesOf<T>>): void {
    this.#runInsert(this.#storedOf(values));
  }

  /**
   * Adds a record; what is not given is blank. A key that exists throws `conflict` in Business Central's words. The
   * SystemId is a new one unless the record is the same thing in another table: a draft that is posted.
   */
  insert(values: Partial<ValuesOf<T>>, systemId?: string): RowOf<T> {
    const stored = this.#storedOf(values, systemId);
    this.#runInsert(stored);
    return this.#decode(stored);
  }

  /** Changes own columns of the record with the same primary key as `row`; answers it as it is now. What the system keeps stays. */
  update(row: RowOf<T>, changes: Partial<ValuesOf<T>>): RowOf<T> {
    const names = Object.keys(changes).filter((name) => Object.hasOwn(this.table.columns, name));
    const statement = this.#cached(`update ${names.join()}`, () => this.#updateSql(names));
    const instant = this.scope.clock.now().toISOString();
    const values = names.map((name) => this.#encode(name, changes[name as keyof ValuesOf<T>]));
    const result = statement.run([...values, instant, ...this.#scopeValues, ...this.#keyOf(row)]);
    if (result.changes !== 1) throw new AppError('not_found', `The ${this.table.name} does not exist.`);
    const changed = { ...row, systemModifiedAt: instant, systemRowVersion: row.systemRowVersion + 1 } as Record<string, unknown>;
    names.forEach((name, at) => (changed[name] = fromStored(this.#byName.get(name)!, values[at]!)));
    return changed as RowOf<T>;
  }

  /** Removes the record with the same primary key as `row`. */
  delete(row: RowOf<T>): void {
    this.#cached('delete', () => `DELETE FROM ${this.#name} WHERE ${this.#keyCondition}`).run([...this.#scopeValues, ...this.#keyOf(row)]);
  }

  #storedOf(given: Readonly<Record<string, unknown>>, systemId = this.scope.ids.next()): (string | number)[] {
    const instant = this.scope.clock.now().toISOString();
    const stored: (string | number)[] = [...this.#scopeValues];
    for (const [name, column, blank] of this.#cells) {
      const value = given[name];
      stored.push(value === undefined ? blank : toStored(column, value));
    }
    stored.push(systemId, instant, instant, 1);
    return stored;
  }

  #runInsert(stored: readonly (string | number)[]): void {
    try {
      this.#insert ??= this.db.prepare(this.#insertSql);
      this.#insert.run(stored);
    } catch (thrown) {
      if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'SQLITE_CONSTRAINT_PRIMARYKEY') throw thrown;
      const offset = this.#scopeValues.length;
      const at = new Map(this.#columns.map(([name], place) => [name, place + offset]));
      const fields = this.table.key.map((name) => `${this.#byName.get(name)?.caption ?? name}='${String(stored[at.get(name)!])}'`);
      throw new AppError('conflict', `The record in table ${this.table.name} already exists. Identification fields and values: ${fields.join(',')}`, {
        cause: thrown,
      });
    }
  }

  #keyOf(row: RowOf<T>): (string | number)[] {
    return this.#keyValues(this.table.key.map((name) => row[name as keyof RowOf<T>] as string | number));
  }

  #keyValues(key: readonly (string | number)[]): (string | number)[] {
    return this.table.key.map((name, at) => this.#encode(name, key[at] ?? ''));
  }

  #encode(name: string, value: unknown): string | number {
    const column = this.#byName.get(name);
    if (!column) throw new Error(`${this.table.name} has no column ${name}`);
    return toStored(column, value);
  }

  #decode(cells: Cells): RowOf<T> {
    const row: Record<string, string | number | boolean> = { ...this.#blank };
    for (let at = 0; at < cells.length; at++) {
      const reader = this.#readers[at];
      row[this.#names[at]!] = reader ? fromStored(reader, cells[at]!) : cells[at]!;
    }
    return row as RowOf<T>;
  }

  #findSql(names: readonly string[], orderBy: readonly string[]): string {
    const order = orderBy.length > 0 ? orderBy : this.table.key;
    const conditions = [...(this.table.perCompany ? [companyColumn] : []), ...names].map((name) => `"${name}" = ?`);
    const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
    return `${this.#selectSql}${where} ORDER BY ${order.map((name) => `"${name}"`).join(', ')}`;
  }

  #updateSql(names: readonly string[]): string {
    const assignments = names.map((name) => `"${name}" = ?, `).join('');
    return `UPDATE ${this.#name} SET ${assignments}"systemModifiedAt" = ?, "systemRowVersion" = "systemRowVersion" + 1 WHERE ${this.#keyCondition}`;
  }

  #cached(purpose: string, sql: () => string): Statement {
    const known = this.#statements.get(purpose);
    if (known) return known;
    const made = this.db.prepare(sql());
    this.#statements.set(purpose, made);
    return made;
  }
}

/** All tables of one company through one connection; accessors and their statements are made once. */
export class CompanyRecords {
  readonly #open = new Map<Table, Records<Table>>();
  readonly #statements = new Map<string, Statement>();

  constructor(
    readonly db: Database,
    readonly scope: Stamps & { readonly company: number },
  ) {}

  /** The records of one table. */
  of<T extends Table>(table: T): Records<T> {
    const known = this.#open.get(table);
    if (known) return known as unknown as Records<T>;
    const made = new Records(table, this.db, this.scope);
    this.#open.set(table, made);
    return made;
  }

  /** A prepared statement for what records do not cover (sums), made once per text. */
  statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.db.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}
