import type { Database, Statement } from 'better-sqlite3';

const most = 500;

/** Prepared statements by their text, the least recently used dropped first. */
export class StatementCache {
  readonly #statements = new Map<string, Statement>();

  constructor(private readonly db: Database) {}

  /** The statement for a SQL text, prepared once. */
  prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const made = this.db.prepare(sql);
    this.#statements.set(sql, made);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > most && oldest !== undefined) this.#statements.delete(oldest);
    return made;
  }
}
