import type { Column, Columns, FlowField, Table } from '../tables/index.ts';
import { allColumns, blankGuid, flowFieldsOf } from '../tables/index.ts';
import { visibleRows } from './sql-scope.ts';
import type { SqlScope } from './sql-scope.ts';

/** The OData types that are served. Enumerations are texts, as in Business Central's first schema version. */
export type EdmType = 'Edm.String' | 'Edm.Guid' | 'Edm.Int32' | 'Edm.Decimal' | 'Edm.Boolean' | 'Edm.Date' | 'Edm.DateTimeOffset';

/** One field of an entity: how it is typed on the wire and where its value comes from. */
export interface Field {
  readonly type: EdmType;
  readonly isReadOnly: boolean;
  /** Decimals: the stored whole number is the value × 10^scale. */
  readonly scale: number;
  /** Longest text, where there is a limit. */
  readonly length: number | undefined;
  /** Members of an enumeration, as stored. */
  readonly members: readonly string[] | undefined;
  /** Codes are compared in upper case. */
  readonly isCode: boolean;
  /** True for text that people outside the organisation wrote: data to show, never words to follow. */
  readonly isOutsiders: boolean;
  /** The value as SQL over the main row `r`. */
  readonly sql: (scope: SqlScope) => string;
  /** Further tables whose rows the value shows or adds up: at least an indirect read right is needed on each. */
  readonly reads: readonly Table[];
  /** For a related record's column: where it comes from, so that "equals one of these" can use indexes. */
  readonly via: RelatedColumn | undefined;
}

/** A column of a related record, and how that record is found: its columns by ours. */
export interface RelatedColumn {
  readonly table: Table;
  readonly name: string;
  readonly link: Readonly<Record<string, string>>;
}

/** Fields by their names on the wire, in the order they are served. */
export type Fields = Readonly<Record<string, Field>>;

/** The alias of the main table in every query. */
export const row = 'r';

const edmTypes = {
  code: 'Edm.String',
  text: 'Edm.String',
  option: 'Edm.String',
  integer: 'Edm.Int32',
  decimal: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  datetime: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
} as const satisfies Record<Column['type'], EdmType>;

const fieldFrom = (column: Column, sql: Field['sql'], reads: readonly Table[] = []): Field => ({
  type: edmTypes[column.type],
  isReadOnly: reads.length > 0,
  scale: column.type === 'decimal' ? (column.scale ?? 2) : 0,
  length: column.length,
  members: column.options,
  isCode: column.type === 'code',
  isOutsiders: column.untrusted === true,
  sql,
  reads,
  via: undefined,
});

const columnIn = (table: Table, name: string): Column => {
  const column = allColumns(table)[name];
  if (column === undefined) throw new Error(`Table ${table.name} has no column ${name}`);
  return column;
};

type ColumnName<C extends Columns> = (keyof C & string) | 'systemId' | 'systemCreatedAt' | 'systemModifiedAt';

/** A maker of fields for one table: `at('no')` is the field that shows column `no`. */
export const columnsOf =
  <C extends Columns>(table: Table<C>) =>
  (name: ColumnName<C>): Field =>
    fieldFrom(columnIn(table, name), () => `${row}."${name}"`);

/** The same field, not changeable over the API. */
export const readOnly = (field: Field): Field => ({ ...field, isReadOnly: true });

/** The same field with its value from another SQL expression over `r`, of the same stored type. */
export const withSql = (field: Field, sql: Field['sql'] | string): Field => ({
  ...field,
  via: undefined,
  sql: typeof sql === 'string' ? () => sql : sql,
});

/** The same field, marked as showing other tables' rows. */
export const withReads = (field: Field, ...reads: readonly Table[]): Field => ({ ...field, reads, isReadOnly: true });

/** An enumeration worked out in SQL. */
export const enumeration = (members: readonly string[], sql: string): Field =>
  readOnly(fieldFrom({ type: 'option', caption: '', options: members }, () => sql));

const blanks: Record<EdmType, string> = {
  'Edm.String': `''`,
  'Edm.Guid': `'${blankGuid}'`,
  'Edm.Int32': '0',
  'Edm.Decimal': '0',
  'Edm.Boolean': '0',
  'Edm.Date': `''`,
  'Edm.DateTimeOffset': `''`,
};

/** What a field shows where there is nothing: enumerations have a member for that, their first. */
const blankOf = ({ type, members }: Pick<Field, 'type' | 'members'>): string => (members?.[0] === undefined ? blanks[type] : `'${members[0]}'`);

/** A field that Business Central has and this ERP keeps blank, so that the shape is complete. */
export const blank = (type: EdmType, sql?: string): Field => ({
  type,
  isReadOnly: true,
  scale: type === 'Edm.Decimal' ? 2 : 0,
  length: undefined,
  members: undefined,
  isCode: false,
  isOutsiders: false,
  sql: () => sql ?? blanks[type],
  reads: [],
  via: undefined,
});

/** A value worked out in SQL over `r` that no column stores. */
export const computed = (type: EdmType, sql: Field['sql'] | string): Field => withSql(blank(type), sql);

/** A related record's column, found by equal columns (`{ code: 'paymentTermsCode' }`); blank where there is none. */
export const related = (table: Table, name: string, link: Readonly<Record<string, string>>): Field => {
  const column = columnIn(table, name);
  const field = fieldFrom(column, () => '');
  const conditions = Object.entries(link).map(([theirs, ours]) => `x."${theirs}" = ${row}."${ours}"`);
  return readOnly({
    ...field,
    via: { table, name, link },
    sql: (scope) =>
      `coalesce((SELECT x."${name}" FROM "${table.sqlName}" x WHERE x."company" = ${scope.company} AND ${conditions.join(' AND ')}), ${blankOf(field)})`,
  });
};

/** The same field, blank unless the condition over `r` holds. */
export const onlyWhen = (condition: string, field: Field): Field => ({
  ...field,
  via: undefined,
  sql: (scope) => `CASE WHEN ${condition} THEN ${field.sql(scope)} ELSE ${blankOf(field)} END`,
});

/** As related, for data that the reader needs a right on: rows outside her security filter are blank. */
export const visibleRelated = (table: Table, name: string, link: Readonly<Record<string, string>>): Field => {
  const column = columnIn(table, name);
  const nothing = blankOf({ type: edmTypes[column.type], members: column.options });
  const conditions = Object.entries(link).map(([theirs, ours]) => `x."${theirs}" = ${row}."${ours}"`);
  const sql = (scope: SqlScope): string =>
    `coalesce((SELECT x."${name}" FROM "${table.sqlName}" x WHERE ${visibleRows(scope, table, { alias: 'x', reach: 'indirect' })} AND ${conditions.join(' AND ')}), ${nothing})`;
  return fieldFrom(column, sql, [table]);
};

const flowOf = (table: Table, name: string): FlowField => {
  const found = flowFieldsOf(table).find((flow) => flow.name === name);
  if (found === undefined) throw new Error(`Table ${table.name} has no FlowField ${name}`);
  return found;
};

/** A sum over another table. `dates` narrows its date column, written with `$date` for it and `$workDate` for the day. */
export const flow = (table: Table, name: string, dates?: string): Field => {
  const field = flowOf(table, name);
  const sql = (scope: SqlScope): string => {
    const parts = [visibleRows(scope, field.over, { alias: 'f', reach: 'indirect' })];
    for (const [theirs, ours] of Object.entries(field.link)) parts.push(`f."${theirs}" = ${row}."${ours}"`);
    for (const [theirs, value] of Object.entries(field.where)) parts.push(`f."${theirs}" = '${value}'`);
    if (dates !== undefined) parts.push(dates.replaceAll('$date', `f."${field.dateColumn ?? ''}"`).replaceAll('$workDate', `'${scope.workDate}'`));
    return `(SELECT ${field.negated ? '-' : ''}coalesce(sum(f."${field.sum}"), 0) FROM "${field.over.sqlName}" f WHERE ${parts.join(' AND ')})`;
  };
  return fieldFrom(columnIn(field.over, field.sum), sql, [field.over]);
};
