import type { SqlDialect, SqlFragment, SqlValue } from './sql-column.ts';

/** Collects the parameters of one statement while its SQL is written from left to right. */
export class SqlWriter {
  readonly #parameters: SqlValue[] = [];

  constructor(
    readonly dialect: SqlDialect,
    /** How many parameters the statement has before this fragment (SQL Server numbers them). */
    private readonly firstParameter: number,
  ) {}

  /** Binds a value and answers its placeholder. */
  bind(value: SqlValue): string {
    this.#parameters.push(value);
    return this.dialect === 'sqlite' ? '?' : `@${this.firstParameter + this.#parameters.length - 1}`;
  }

  /** The finished fragment. */
  fragment(sql: string): SqlFragment {
    return { sql, parameters: this.#parameters };
  }
}
