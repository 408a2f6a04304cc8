/*
 * OData filters, built from parts. Text a model wrote becomes a literal here and nothing else: quotes are doubled
 * (OData v4 ABNF, `SQUOTE-in-string`), broken surrogates replaced, dates and field names checked. Filters keep to
 * what Business Central serves: `or` over one field only, no `any` or `all`.
 */

declare const built: unique symbol;
/** A filter that was built here, not written by hand. */
export type ODataFilter = string & { readonly [built]: true };

const loneSurrogate = /\p{Surrogate}/gu;
const fieldPattern = /^[A-Za-z][A-Za-z0-9]*$/;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

const asFilter = (text: string): ODataFilter => text as ODataFilter;

const literal = (text: string): string => `'${text.replace(loneSurrogate, '\uFFFD').replaceAll("'", "''")}'`;

const fieldName = (name: string): string => {
  if (!fieldPattern.test(name)) throw new TypeError('Not an OData field name.');
  return name;
};

const guidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isRecord = (id: string): ODataFilter => {
  if (!guidPattern.test(id)) throw new TypeError('Not the system id of a record.');
  return asFilter(`id eq ${id}`);
};

const dateLiteral = (date: string): string => {
  if (!datePattern.test(date)) throw new TypeError('Not a calendar date.');
  return date;
};

const compareDate =
  (operator: 'ge' | 'le' | 'lt') =>
  (field: string, date: string): ODataFilter =>
    asFilter(`${fieldName(field)} ${operator} ${dateLiteral(date)}`);

/** The parts a filter is built from. */
export const odata = {
  /** The field has exactly this text. */
  equals: (field: string, text: string): ODataFilter => asFilter(`${fieldName(field)} eq ${literal(text)}`),
  /** The option field has this member; spaces in its name travel as Business Central writes them. */
  isOption: (field: string, member: string): ODataFilter => asFilter(`${fieldName(field)} eq ${literal(member.replaceAll(' ', '_x0020_'))}`),
  /** The field has one of these texts, at least one. */
  oneOf: (field: string, texts: readonly string[]): ODataFilter => {
    if (texts.length === 0) throw new TypeError('A filter over no values would match everything.');
    return asFilter(`(${texts.map((text) => odata.equals(field, text)).join(' or ')})`);
  },
  /** The record with this system id. */
  isRecord,
  /** The records with these system ids, at least one. */
  isOneOf: (ids: readonly string[]): ODataFilter => {
    if (ids.length === 0) throw new TypeError('A filter over no values would match everything.');
    return asFilter(`(${ids.map(isRecord).join(' or ')})`);
  },
  /** The field contains the text, upper and lower case alike. */
  contains: (field: string, text: string): ODataFilter => asFilter(`contains(tolower(${fieldName(field)}),${literal(text.toLowerCase())})`),
  startsWith: (field: string, text: string): ODataFilter => asFilter(`startswith(${fieldName(field)},${literal(text)})`),
  is: (field: string, value: boolean): ODataFilter => asFilter(`${fieldName(field)} eq ${value}`),
  isPositive: (field: string): ODataFilter => asFilter(`${fieldName(field)} gt 0`),
  onDate: (field: string, date: string): ODataFilter => asFilter(`${fieldName(field)} eq ${dateLiteral(date)}`),
  from: compareDate('ge'),
  upTo: compareDate('le'),
  before: compareDate('lt'),
  /** All of the given; parts that are undefined are left out. Undefined where nothing is left. */
  and: (...parts: readonly (ODataFilter | undefined)[]): ODataFilter | undefined => {
    const given = parts.filter((part) => part !== undefined);
    return given.length === 0 ? undefined : asFilter(given.join(' and '));
  },
} as const;
