import { limits } from './limits.ts';
import { ODataError } from './odata-error.ts';
import type { Literal } from './query-tree.ts';
import type { TokenReader } from './token-reader.ts';
import type { Token } from './tokenize.ts';

const words: ReadonlyMap<string, Literal> = new Map<string, Literal>([
  ['null', { kind: 'null' }],
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
]);

const isRealDay = (day: string): boolean => {
  const millis = Date.parse(`${day}T00:00:00.000Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(day);
};

const dateLiteral = (token: Token): Literal => {
  if (!isRealDay(token.text)) throw new ODataError(`There is no day ${token.text}`, token.position);
  return { kind: 'date', value: token.text };
};

const dateTimeParts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})$/;

const dateTimeLiteral = (token: Token): Literal => {
  const [, day = '', minutes = '', seconds = '00', fraction = '', zone = 'Z'] = dateTimeParts.exec(token.text) ?? [];
  const millis = Date.parse(`${day}T${minutes}:${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}${zone}`);
  if (!isRealDay(day) || Number.isNaN(millis) || millis < -62_135_596_800_000 || millis > 253_402_300_799_999) {
    throw new ODataError(`There is no instant ${token.text}`, token.position);
  }
  return { kind: 'dateTime', value: new Date(millis).toISOString(), isExact: /^0*$/.test(fraction.slice(3)) };
};

const numberLiteral = (token: Token): Literal => {
  if (token.text.length > limits.digits) throw new ODataError(`The number has more than ${limits.digits} digits`, token.position);
  return { kind: 'number', value: token.text };
};

/** True when the token can only be a constant, so that a filter can tell `5 lt amount` from `amount gt 5`. */
export const isLiteralToken = (token: Token): boolean =>
  token.kind === 'name' ? words.has(token.text) : token.kind !== 'sign' && token.kind !== 'end';

/** Takes one constant. Throws {@link ODataError} when there is none, or when the day or instant does not exist. */
export const parseLiteral = (reader: TokenReader): Literal => {
  const token = reader.peek();
  const word = token.kind === 'name' ? words.get(token.text) : undefined;
  if (!isLiteralToken(token)) throw reader.unexpected('a constant');
  reader.countLiteral();
  reader.take();
  if (word !== undefined) return word;
  switch (token.kind) {
    case 'date':
      return dateLiteral(token);
    case 'dateTime':
      return dateTimeLiteral(token);
    case 'guid':
      return { kind: 'guid', value: token.text.toLowerCase() };
    case 'number':
      return numberLiteral(token);
    case 'string':
    case 'name':
    case 'sign':
    case 'end':
      return { kind: 'string', value: token.text };
  }
};
