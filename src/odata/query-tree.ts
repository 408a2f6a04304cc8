/** A constant in a filter. Numbers stay the text that was written, so no digit is lost to a float. */
export type Literal =
  | { readonly kind: 'null' }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: string }
  /** `YYYY-MM-DD`, a day that exists. */
  | { readonly kind: 'date'; readonly value: string }
  /** `value` is UTC with milliseconds (`…T12:00:00.000Z`); `isExact` is false when finer digits were cut off. */
  | { readonly kind: 'dateTime'; readonly value: string; readonly isExact: boolean }
  /** Lower case, with hyphens. */
  | { readonly kind: 'guid'; readonly value: string };

/** The left side of a comparison: a field, or a function of one. */
export type Target =
  { readonly kind: 'field'; readonly name: string } | { readonly kind: 'call'; readonly name: TargetFunction; readonly argument: Target };

/** Functions that turn a field's value into another value. */
export type TargetFunction = 'tolower' | 'toupper' | 'year' | 'month';

/** Functions that test a text for another text. */
export type MatchFunction = 'contains' | 'startswith' | 'endswith';

/** The comparison operators of OData v4. */
export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A `$filter`, as a tree in which every node is one of the things this service serves. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Filter[] }
  | { readonly kind: 'not'; readonly operand: Filter }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly target: Target; readonly value: Literal }
  | { readonly kind: 'in'; readonly target: Target; readonly values: readonly Literal[] }
  | { readonly kind: 'match'; readonly match: MatchFunction; readonly target: Target; readonly text: string };

/** One term of `$orderby`. */
export interface OrderTerm {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** One navigation of `$expand`, with the options in its parentheses. */
export interface Expand {
  readonly navigation: string;
  readonly query: ODataQuery;
}

/** A whole query. What was not asked for is undefined, empty or false. */
export interface ODataQuery {
  readonly filter: Filter | undefined;
  /** Undefined means every field, as `*` does. */
  readonly select: readonly string[] | undefined;
  readonly orderBy: readonly OrderTerm[];
  readonly top: number | undefined;
  readonly skip: number | undefined;
  readonly count: boolean;
  readonly expand: readonly Expand[];
  /** The server's own paging mark, as a `nextLink` carried it; opaque here. */
  readonly skipToken: string | undefined;
}

/** The query that asks for nothing in particular. */
export const emptyQuery: ODataQuery = {
  filter: undefined,
  select: undefined,
  orderBy: [],
  top: undefined,
  skip: undefined,
  count: false,
  expand: [],
  skipToken: undefined,
};
