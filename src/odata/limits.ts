/**
 * What one query may cost. Parsing is linear in the text, and these bounds keep the SQL it becomes
 * small: SQLite refuses expressions deeper than 1,000 and SQL Server more than 2,100 parameters.
 */
export const limits = {
  /** UTF-16 code units in the whole query string. */
  queryLength: 16_384,
  /** Nested parentheses, `not`, function calls and `$expand` together. */
  depth: 24,
  /** `$expand` inside `$expand`. */
  expandDepth: 4,
  /** Literals in one filter, the values of `in` included. */
  literals: 500,
  /** Names in one `$select`, `$orderby` or `$expand`. */
  names: 200,
  /** Digits of one number. */
  digits: 38,
  /** The largest `$top` and `$skip`. */
  count: 2_147_483_647,
} as const;
