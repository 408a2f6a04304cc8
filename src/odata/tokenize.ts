import { limits } from './limits.ts';
import { ODataError } from './odata-error.ts';

/** A word, constant or sign of a query text. `text` of a string token is its value, quotes removed. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'date' | 'dateTime' | 'guid' | 'sign' | 'end';
  readonly text: string;
  readonly position: number;
}

/** Each pattern is anchored (sticky) and free of nested repetition, so a token costs what it is long. */
const patterns = [
  ['guid', /[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![0-9A-Za-z_-])/y],
  ['dateTime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+-]\d{2}:\d{2})(?![0-9A-Za-z_:.-])/y],
  ['date', /\d{4}-\d{2}-\d{2}(?![0-9A-Za-z_:.-])/y],
  ['number', /-?\d+(?:\.\d+)?(?![0-9A-Za-z_:.-])/y],
  ['name', /[$A-Za-z_][0-9A-Za-z_]*/y],
  ['sign', /[(),;=/:*]/y],
] as const;

const blank = /[ \t]*/y;

const readString = (text: string, start: number): { value: string; end: number } => {
  const parts: string[] = [];
  for (let from = start + 1; ;) {
    const quote = text.indexOf("'", from);
    if (quote < 0) throw new ODataError('The text literal is not closed', start);
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== "'") return { value: parts.join(''), end: quote + 1 };
    parts.push("'");
    from = quote + 2;
  }
};

const readToken = (text: string, position: number): { token: Token; end: number } => {
  if (text[position] === "'") {
    const { value, end } = readString(text, position);
    return { token: { kind: 'string', text: value, position }, end };
  }
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { token: { kind, text: found, position }, end: position + found.length };
  }
  throw new ODataError('There is a character or constant that is not understood', position);
};

/** The tokens of a text, the last one of kind `end`. Throws {@link ODataError}; takes time linear in the text. */
export const tokenize = (text: string): readonly Token[] => {
  if (text.length > limits.queryLength) throw new ODataError(`The query is longer than ${limits.queryLength} characters`);
  const tokens: Token[] = [];
  for (let position = 0; ;) {
    blank.lastIndex = position;
    position += blank.exec(text)?.[0].length ?? 0;
    if (position >= text.length) {
      tokens.push({ kind: 'end', text: '', position });
      return tokens;
    }
    const { token, end } = readToken(text, position);
    tokens.push(token);
    position = end;
  }
};
