import { limits } from './limits.ts';
import { ODataError } from './odata-error.ts';
import { parseLiteral } from './parse-literal.ts';
import type { Literal } from './query-tree.ts';
import { TokenReader } from './token-reader.ts';

/** One step of a resource path: `purchaseOrders`, `purchaseOrders(<guid>)`, `$count`, `Microsoft.NAV.post`. */
export interface PathSegment {
  readonly name: string;
  /** The key in parentheses; undefined without parentheses. `name` is undefined for a key given by value alone. */
  readonly key: { readonly name: string | undefined; readonly value: Literal } | undefined;
}

const shape = /^(\$?[A-Za-z_][\w.]{0,127})(?:\((.*)\))?$/s;

const parseKey = (text: string): NonNullable<PathSegment['key']> => {
  const reader = new TokenReader(text);
  const named = /^[A-Za-z_]\w*=/.test(text);
  const name = named ? reader.expectName('a key field') : undefined;
  if (named) reader.expectSign('=');
  const value = parseLiteral(reader);
  reader.expectEnd();
  return { name, value };
};

const parseSegment = (encoded: string): PathSegment => {
  let text: string;
  try {
    text = decodeURIComponent(encoded);
  } catch (cause) {
    if (cause instanceof URIError) throw new ODataError('The address is not valid percent-encoded UTF-8');
    throw cause;
  }
  const [, name, key] = shape.exec(text) ?? [];
  if (name === undefined) throw new ODataError(`The segment '${text.slice(0, 80)}' is not understood`);
  return { name, key: key === undefined ? undefined : parseKey(key) };
};

/**
 * A resource path without its leading slash, still percent-encoded, as segments. A key has one part: a
 * GUID, number or text, by value or as `field=value`. Throws {@link ODataError}.
 */
export const parseResourcePath = (path: string): readonly PathSegment[] => {
  if (path.length > limits.queryLength) throw new ODataError(`The address is longer than ${limits.queryLength} characters`);
  return path.split('/').map(parseSegment);
};
