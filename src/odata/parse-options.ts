import { limits } from './limits.ts';
import { ODataError } from './odata-error.ts';
import { parseFilterFrom } from './parse-filter.ts';
import { emptyQuery } from './query-tree.ts';
import type { Expand, ODataQuery, OrderTerm } from './query-tree.ts';
import { TokenReader } from './token-reader.ts';

const parseList = <Item>(reader: TokenReader, parseItem: () => Item): readonly Item[] => {
  const items = [parseItem()];
  while (reader.takeSign(',')) {
    items.push(parseItem());
    if (items.length > limits.names) throw new ODataError(`There are more than ${limits.names} names`, reader.peek().position);
  }
  return items;
};

const parseField = (reader: TokenReader): string => {
  const name = reader.expectName('a field');
  const next = reader.peek();
  if (next.kind === 'sign' && next.text === '/') throw new ODataError('A path is not supported here', next.position);
  return name;
};

const parseSelect = (reader: TokenReader): readonly string[] | undefined => {
  const names = parseList(reader, () => (reader.takeSign('*') ? '*' : parseField(reader)));
  return names.includes('*') ? undefined : [...new Set(names)];
};

const parseOrderTerm = (reader: TokenReader): OrderTerm => {
  const field = parseField(reader);
  if (reader.takeWord('desc')) return { field, direction: 'desc' };
  reader.takeWord('asc');
  return { field, direction: 'asc' };
};

const parseWholeNumber = (reader: TokenReader): number => {
  const token = reader.peek();
  const count = Number(token.text);
  if (token.kind !== 'number' || !/^\d{1,10}$/.test(token.text) || count > limits.count) {
    throw reader.unexpected('a whole number of zero or more');
  }
  reader.take();
  return count;
};

const parseBoolean = (reader: TokenReader): boolean => {
  if (reader.takeWord('true')) return true;
  if (reader.takeWord('false')) return false;
  throw reader.unexpected('true or false');
};

const parseExpandItem = (reader: TokenReader, depth: number): Expand => {
  const navigation = parseField(reader);
  if (!reader.takeSign('(')) return { navigation, query: emptyQuery };
  const query = reader.nested(() => parseNestedOptions(reader, depth));
  reader.expectSign(')');
  return { navigation, query };
};

const parseExpand = (reader: TokenReader, depth: number): readonly Expand[] => {
  if (depth > limits.expandDepth) {
    throw new ODataError(`$expand is nested more than ${limits.expandDepth} levels deep`, reader.peek().position);
  }
  const items = parseList(reader, () => parseExpandItem(reader, depth));
  if (new Set(items.map((item) => item.navigation)).size < items.length) {
    throw new ODataError('The same navigation is expanded twice');
  }
  return items;
};

const parsers = {
  $filter: (reader) => ({ filter: parseFilterFrom(reader) }),
  $select: (reader) => ({ select: parseSelect(reader) }),
  $orderby: (reader) => ({ orderBy: parseList(reader, () => parseOrderTerm(reader)) }),
  $top: (reader) => ({ top: parseWholeNumber(reader) }),
  $skip: (reader) => ({ skip: parseWholeNumber(reader) }),
  $count: (reader) => ({ count: parseBoolean(reader) }),
  $expand: (reader, depth) => ({ expand: parseExpand(reader, depth + 1) }),
} as const satisfies Record<string, (reader: TokenReader, depth: number) => Partial<ODataQuery>>;

type OptionName = keyof typeof parsers;

const isOption = (name: string): name is OptionName => Object.hasOwn(parsers, name);

/** The error for an option outside the served subset: ignoring it could return rows that were not asked for. */
export const unsupportedOption = (name: string): ODataError => new ODataError(`The query option '${name.slice(0, 40)}' is not supported`);

const parseNestedOptions = (reader: TokenReader, depth: number): ODataQuery => {
  let query = emptyQuery;
  const seen = new Set<string>();
  do {
    const name = reader.take().text;
    if (!isOption(name)) throw unsupportedOption(name);
    if (seen.has(name)) throw new ODataError(`The query option '${name}' is given twice`);
    seen.add(name);
    reader.expectSign('=');
    query = { ...query, ...parsers[name](reader, depth) };
  } while (reader.takeSign(';'));
  return query;
};

/** One option of a query string, by its name and decoded text. Throws {@link ODataError}. */
export const parseOption = (name: string, text: string): Partial<ODataQuery> => {
  if (name === '$skiptoken') return { skipToken: text };
  if (!isOption(name)) throw unsupportedOption(name);
  const reader = new TokenReader(text);
  const option = parsers[name](reader, 0);
  reader.expectEnd();
  return option;
};
