import { ODataError } from './odata-error.ts';
import { isLiteralToken, parseLiteral } from './parse-literal.ts';
import type { Comparison, Filter, Literal, MatchFunction, Target, TargetFunction } from './query-tree.ts';
import { refuseCrossFieldOr } from './refuse-cross-field-or.ts';
import { TokenReader } from './token-reader.ts';

const comparisons: ReadonlySet<string> = new Set<Comparison>(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const targetFunctions: ReadonlySet<string> = new Set<TargetFunction>(['tolower', 'toupper', 'year', 'month']);
const matchFunctions: ReadonlySet<string> = new Set<MatchFunction>(['contains', 'startswith', 'endswith']);

const isComparison = (word: string): word is Comparison => comparisons.has(word);
const isTargetFunction = (word: string): word is TargetFunction => targetFunctions.has(word);
const isMatchFunction = (word: string): word is MatchFunction => matchFunctions.has(word);

/** `5 lt amount` means `amount gt 5`. */
const mirrored: Record<Comparison, Comparison> = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' };

const refusePath = (reader: TokenReader): void => {
  const slash = reader.peek();
  if (!reader.takeSign('/')) return;
  const step = reader.peek().text;
  throw step === 'any' || step === 'all'
    ? new ODataError(`Lambda expressions (${step}) are not supported`, slash.position)
    : new ODataError('A filter over a navigation path is not supported', slash.position);
};

const parseTarget = (reader: TokenReader): Target => {
  const start = reader.peek();
  const name = reader.expectName('a field');
  if (!reader.takeSign('(')) {
    refusePath(reader);
    return { kind: 'field', name };
  }
  if (!isTargetFunction(name)) throw new ODataError(`The function '${name.slice(0, 40)}' is not supported here`, start.position);
  const argument = reader.nested(() => parseTarget(reader));
  reader.expectSign(')');
  return { kind: 'call', name, argument };
};

const parseComparison = (reader: TokenReader): Comparison => {
  const word = reader.peek();
  if (word.kind !== 'name' || !isComparison(word.text)) throw reader.unexpected('a comparison');
  reader.take();
  return word.text;
};

const parseValue = (reader: TokenReader): Literal => {
  const next = reader.peek();
  if (next.kind === 'name' && !isLiteralToken(next)) {
    throw new ODataError('A field can be compared with a constant only, not with another field', next.position);
  }
  return parseLiteral(reader);
};

const parseMatch = (reader: TokenReader, match: MatchFunction): Filter => {
  reader.take();
  reader.expectSign('(');
  const target = reader.nested(() => parseTarget(reader));
  reader.expectSign(',');
  const text = parseLiteral(reader);
  if (text.kind !== 'string') throw new ODataError(`The second argument of ${match} must be a text literal`);
  reader.expectSign(')');
  return { kind: 'match', match, target, text: text.value };
};

const parseIn = (reader: TokenReader, target: Target): Filter => {
  reader.expectSign('(');
  const values = [parseLiteral(reader)];
  while (reader.takeSign(',')) values.push(parseLiteral(reader));
  reader.expectSign(')');
  return { kind: 'in', target, values };
};

const parsePredicate = (reader: TokenReader): Filter => {
  const start = reader.peek();
  if (isLiteralToken(start)) {
    const value = parseLiteral(reader);
    const operator = mirrored[parseComparison(reader)];
    return { kind: 'compare', operator, target: parseTarget(reader), value };
  }
  if (start.kind === 'name' && isMatchFunction(start.text)) return parseMatch(reader, start.text);
  const target = parseTarget(reader);
  if (reader.takeWord('in')) return parseIn(reader, target);
  const operator = parseComparison(reader);
  return { kind: 'compare', operator, target, value: parseValue(reader) };
};

const parseUnary = (reader: TokenReader): Filter => {
  if (reader.takeWord('not')) return { kind: 'not', operand: reader.nested(() => parseUnary(reader)) };
  if (!reader.takeSign('(')) return parsePredicate(reader);
  const inner = reader.nested(() => parseOr(reader));
  reader.expectSign(')');
  return inner;
};

const parseChain = (reader: TokenReader, word: 'and' | 'or', parseOperand: (reader: TokenReader) => Filter): Filter => {
  const first = parseOperand(reader);
  if (!reader.takeWord(word)) return first;
  const operands = [first];
  do operands.push(parseOperand(reader));
  while (reader.takeWord(word));
  return { kind: word, operands };
};

const parseOr = (reader: TokenReader): Filter => parseChain(reader, 'or', parseAnd);
const parseAnd = (reader: TokenReader): Filter => parseChain(reader, 'and', parseUnary);

/** Takes a filter from a reader that may hold more behind it (inside `$expand`). */
export const parseFilterFrom = (reader: TokenReader): Filter => {
  const filter = parseOr(reader);
  refuseCrossFieldOr(filter);
  return filter;
};

/**
 * A `$filter` text as a tree. Throws {@link ODataError} for anything outside the served subset: lambda
 * expressions, navigation paths, arithmetic, field against field, OR across different fields.
 */
export const parseFilter = (text: string): Filter => {
  const reader = new TokenReader(text);
  const filter = parseFilterFrom(reader);
  reader.expectEnd();
  return filter;
};
