/** What a list asks for. */
export interface ListRequest {
  readonly search: string;
  /** The field that words are looked for in; numbers are compared by their beginning. */
  readonly nameField: string;
  readonly filter: string | undefined;
  readonly sort: { readonly key: string; readonly isDescending: boolean };
  readonly skip: number;
  readonly top: number;
}

/** A text as an OData literal: in quotes, its own quotes doubled. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** One word with a digit in it (`V-1042`, `10500`) is taken for a number. */
const isNumberLike = (search: string): boolean => /^\S*\d\S*$/.test(search);

/** The filter of a search: one field only, as Business Central refuses `or` across fields. Undefined for an empty search. */
export const searchFilter = (search: string, nameField: string): string | undefined => {
  const words = search.trim();
  if (words === '') return undefined;
  return isNumberLike(words)
    ? `startswith(number,${literal(words.toUpperCase())})`
    : `contains(tolower(${nameField}),${literal(words.toLowerCase())})`;
};

const query = (parts: Record<string, string | number | undefined>): string =>
  Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');

/** The query of one page of a list, with the count of all that match. */
export const listQuery = (request: ListRequest): string =>
  query({
    $filter: [searchFilter(request.search, request.nameField), request.filter].filter((part) => part !== undefined).join(' and ') || undefined,
    $orderby: `${request.sort.key} ${request.sort.isDescending ? 'desc' : 'asc'}`,
    $top: request.top,
    $skip: request.skip,
    $count: 'true',
  });

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The query of one record by its number, or by its id where it has no number yet (a draft invoice). */
export const cardQuery = (numberOrId: string, expand: string | undefined): string =>
  query({ $filter: guid.test(numberOrId) ? `id eq ${numberOrId}` : `number eq ${literal(numberOrId)}`, $top: 1, $expand: expand });

/** The query that only counts. */
export const countQuery = (filter?: string): string => query({ $filter: filter, $top: 1, $count: 'true' });
