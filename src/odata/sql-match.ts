import { ODataError } from './odata-error.ts';
import type { Filter, MatchFunction } from './query-tree.ts';
import type { ResolvedTarget } from './sql-bound.ts';
import type { SqlWriter } from './sql-writer.ts';

type Match = Extract<Filter, { kind: 'match' }>;

const sqliteTest = (writer: SqlWriter, match: MatchFunction, [sql, text]: readonly [string, string]): string => {
  switch (match) {
    case 'contains':
      return `instr(${sql}, ${writer.bind(text)}) > 0`;
    case 'startswith':
      // The range lets an index find the first row; substr then decides, without LIKE's blindness to case.
      return `(${sql} >= ${writer.bind(text)} AND substr(${sql}, 1, ${writer.bind([...text].length)}) = ${writer.bind(text)})`;
    case 'endswith':
      return `substr(${sql}, ${writer.bind(-[...text].length)}) = ${writer.bind(text)}`;
  }
};

const likePatterns: Record<MatchFunction, (escaped: string) => string> = {
  contains: (escaped) => `%${escaped}%`,
  startswith: (escaped) => `${escaped}%`,
  endswith: (escaped) => `%${escaped}`,
};

/** `contains`, `startswith` or `endswith` as SQL; every character of the text stands for itself. */
export const matchSql = (writer: SqlWriter, filter: Match, target: ResolvedTarget): string => {
  if (target.compared.type !== 'string') throw new ODataError(`The function ${filter.match} takes a text field`);
  const text = target.compared.storedText?.(filter.text) ?? filter.text;
  if (text === '') return target.isNullable ? `${target.sql} IS NOT NULL` : '(1 = 1)';
  const test =
    writer.dialect === 'sqlite'
      ? sqliteTest(writer, filter.match, [target.sql, text])
      : `${target.sql} LIKE ${writer.bind(likePatterns[filter.match](text.replace(/[%_[]/g, '[$&]')))}`;
  return target.isNullable ? `(${target.sql} IS NOT NULL AND ${test})` : test;
};
