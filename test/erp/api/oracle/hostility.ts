import type { EntitySet } from '../../../../src/erp/api/entity-set.ts';
import type { InProcessErp, InProcessRequest, InProcessUser } from '../in-process-erp.ts';
import type { Draw } from './draw.ts';
import { addressOf, drawRead, keyOf } from './drawn-requests.ts';
import type { Samples } from './drawn-requests.ts';
import { drawWrite } from './drawn-writes.ts';

/** Pieces that parsers, databases and JSON readers have stumbled over. */
const pieces = [
  ...[
    "'",
    "''",
    '%27',
    '%',
    '%00',
    '%zz',
    '%C0%AF',
    '\u0000',
    '\uD800',
    '\u202E',
    '😀',
    '\\',
    '"',
    '`',
    ' ',
    '+',
    '&',
    '&&',
    '#',
    '?',
    ';',
    '--',
    '/*',
  ],
  ...[
    '(',
    ')',
    '((((((((((((((((((((((((((',
    '))',
    '()',
    ',',
    ',,',
    '=',
    '/',
    '//',
    '/..',
    '*',
    ':',
    '@',
    '$',
    '$it',
    '$root',
    '$value',
    '$ref',
    '$batch',
  ],
  ...[
    ' or 1 eq 1',
    ' or id ne null',
    " and ''=''",
    ' or true',
    'not ',
    'not(not(',
    'null',
    'true',
    ' eq ',
    ' ne null',
    ' in (',
    ' in ()',
    'any(x:x/id eq 1)',
    '/any()',
  ],
  ...[
    '$filter=',
    '$expand=',
    '$expand=*',
    '$select=*',
    '$levels=max',
    '$apply=groupby((id))',
    '$search=x',
    '$skiptoken=',
    '$skiptoken=W10',
    '$top=',
    '$top=-1',
    '$skip=1e9',
  ],
  ...[
    '0',
    '-0',
    '1e309',
    '-1',
    '2147483648',
    '9007199254740993',
    '99999999999999999999999999999999999999',
    '0.00000000000000000001',
    '1.5',
    'NaN',
    'INF',
  ],
  ...['0001-01-01', '9999-12-31', '2026-02-30', '2026-13-01T25:61:61Z', '2026-01-01T00:00:00.1234567+14:00', '00000000-0000-0000-0000-000000000000'],
  ...[
    'contains(',
    'startswith(',
    "tolower('x')",
    'year(',
    'length(',
    'concat(',
    'cast(',
    'isof(',
    '__proto__',
    'constructor',
    'toString',
    'x'.repeat(300),
  ],
];

const mutateOnce = (draw: Draw, text: string): string => {
  const at = draw.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + draw.below(12));
  switch (draw.below(6)) {
    case 0:
      return text.slice(0, at) + draw.oneOf(pieces) + text.slice(at);
    case 1:
      return text.slice(0, at) + draw.oneOf(pieces) + text.slice(to);
    case 2:
      return text.slice(0, at) + text.slice(to);
    case 3:
      return text.slice(0, to) + text.slice(at);
    case 4:
      return text.slice(0, at) + String.fromCharCode(draw.below(0x250)) + text.slice(at);
    default:
      return text.slice(0, at);
  }
};

const mutated = (draw: Draw, text: string, most: number): string => {
  let result = text;
  for (let left = draw.below(most + 1); left > 0; left -= 1) result = mutateOnce(draw, result);
  return result;
};

const values = [
  null,
  true,
  false,
  0,
  -1,
  0.1,
  1e21,
  1e-9,
  2 ** 53,
  '',
  ' ',
  'x'.repeat(3_000),
  '\u0000',
  "'; DROP TABLE Customer; --",
  [],
  {},
  [[]],
  { a: 1 },
];

/** A JSON text with values that do not belong, fields that are not there, and signs that are not JSON. */
const hostileBody = (draw: Draw, text: string, set: EntitySet): string => {
  if (draw.tenths(2)) return mutated(draw, text, 2);
  let body: unknown;
  try {
    body = JSON.parse(text === '' ? '{}' : text);
  } catch {
    return text;
  }
  if (typeof body !== 'object' || body === null) return text;
  const names = [...Object.keys(set.fields), ...Object.keys(set.navigations), '__proto__', 'constructor', '@odata.type', 'nothing'];
  const changes = Array.from({ length: draw.below(4) }, () => [draw.oneOf(names), draw.oneOf(values)] as const);
  return JSON.stringify({ ...body, ...Object.fromEntries(changes) });
};

const headerValues: Readonly<Record<string, readonly string[]>> = {
  'if-match': ['*', 'W/"x"', '"', '', 'W/"a","b"', 'x'.repeat(2_000)],
  prefer: [
    'odata.maxpagesize=1',
    'odata.maxpagesize=0',
    'odata.maxpagesize=-5',
    'maxpagesize=99999999999',
    'return=minimal, odata.maxpagesize = "3"',
    ',;=',
    'odata.maxpagesize=x',
  ],
  accept: ['application/json;IEEE754Compatible=true', '*/*', 'text/html', '', ';;;'],
  'idempotency-key': ['a', '', 'k'.repeat(256), '\u0000'],
  'data-access-intent': ['ReadOnly', 'readonly', 'ReadWrite', 'x'],
  'client-request-id': ['x', '\r\nset-cookie: a=b'],
};

const hostileHeaders = (draw: Draw): Readonly<Record<string, string>> => ({
  'if-match': '*',
  ...Object.fromEntries(draw.some(Object.keys(headerValues), 2).map((name) => [name, draw.oneOf(headerValues[name] ?? [''])])),
});

/** What hostile requests are drawn for. */
export interface HostileGround {
  readonly erp: InProcessErp;
  readonly samples: Samples;
  readonly sets: readonly EntitySet[];
  readonly as: readonly InProcessUser[];
}

/** A read of any set that was valid before zero to three things were done to it. */
export const hostileRead = (draw: Draw, { samples, sets, as }: HostileGround): InProcessRequest => {
  const url = mutated(draw, drawRead(draw, draw.oneOf(sets), samples), 3);
  return {
    as: draw.oneOf(as),
    method: draw.below(40) === 39 ? draw.oneOf(['HEAD', 'OPTIONS', 'TRACE', '']) : 'GET',
    url,
    headers: hostileHeaders(draw),
  };
};

/** A write or action of any set, its body and address as hostile. */
export const hostileWrite = (draw: Draw, ground: HostileGround): InProcessRequest => {
  const { erp, samples, sets, as } = ground;
  const writable = sets.filter((set) => set.writes !== undefined || Object.keys(set.actions).length > 0);
  const set = draw.oneOf(draw.tenths(9) ? writable : sets);
  const common = { as: draw.oneOf(as), headers: hostileHeaders(draw) };
  const actions = Object.keys(set.actions);
  if (set.writes !== undefined && (actions.length === 0 || draw.tenths(6))) {
    const write = drawWrite(draw, erp, { set, samples });
    return {
      ...common,
      method: write.method,
      url: draw.tenths(2) ? mutated(draw, write.url, 2) : write.url,
      body: hostileBody(draw, write.body, set),
    };
  }
  const one = `${addressOf(erp, set)}(${keyOf(set, draw.anyOf(samples.of(set)))})`;
  const action = draw.anyOf(actions);
  const url = action === undefined || draw.tenths(1) ? one : `${one}/Microsoft.NAV.${action}`;
  const method = action === undefined ? draw.oneOf(['POST', 'PATCH', 'DELETE', 'PUT']) : 'POST';
  return { ...common, method, url: draw.tenths(2) ? mutated(draw, url, 2) : url, body: draw.tenths(5) ? '' : hostileBody(draw, '{}', set) };
};
