import { limits } from './limits.ts';
import { ODataError } from './odata-error.ts';
import { parseOption } from './parse-options.ts';
import { emptyQuery } from './query-tree.ts';
import type { ODataQuery } from './query-tree.ts';

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    if (cause instanceof URIError) throw new ODataError('The query string is not valid percent-encoded UTF-8');
    throw cause;
  }
};

/**
 * A query string (what follows the `?`, still percent-encoded) as a tree. Every option must be one of
 * `$filter $select $orderby $top $skip $count $expand $skiptoken` and appear once; whatever else there
 * is, is refused and never ignored. Throws only {@link ODataError}, in time linear in the text.
 */
export const parseODataQuery = (queryString: string): ODataQuery => {
  if (queryString.length > limits.queryLength) {
    throw new ODataError(`The query is longer than ${limits.queryLength} characters`);
  }
  let query = emptyQuery;
  const seen = new Set<string>();
  for (const part of queryString.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (seen.has(name)) throw new ODataError(`The query option '${name.slice(0, 40)}' is given twice`);
    seen.add(name);
    query = { ...query, ...parseOption(name, equals < 0 ? '' : decode(part.slice(equals + 1))) };
  }
  return query;
};
