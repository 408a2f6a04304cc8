import { ODataError } from '../../odata/index.ts';
import type { SqlColumn, SqlColumns } from '../../odata/index.ts';
import { toStored } from '../tables/index.ts';
import type { Field, Fields } from './field.ts';
import { decodeOption } from './option-names.ts';
import type { SqlScope } from './sql-scope.ts';

const blankDate = '0001-01-01';

const storedTextOf = (field: Field): SqlColumn['storedText'] => {
  if (field.members !== undefined) {
    const { members } = field;
    return (text) => members.find((member) => member === text || member === decodeOption(text));
  }
  if (field.isCode) return (text) => String(toStored({ type: 'code', caption: '' }, text));
  if (field.type === 'Edm.Date') return (text) => (text === blankDate ? '' : text);
  if (field.type === 'Edm.DateTimeOffset') return (text) => (text.startsWith(blankDate) ? '' : text);
  return undefined;
};

const types = {
  'Edm.String': 'string',
  'Edm.Guid': 'guid',
  'Edm.Int32': 'decimal',
  'Edm.Decimal': 'decimal',
  'Edm.Boolean': 'boolean',
  'Edm.Date': 'date',
  'Edm.DateTimeOffset': 'dateTime',
} as const satisfies Record<Field['type'], SqlColumn['type']>;

/** How a field is found and compared in SQL by someone who looks through `scope`. */
export const sqlColumnOf = (field: Field, scope: SqlScope): SqlColumn => {
  const storedText = storedTextOf(field);
  return {
    sql: field.sql(scope),
    type: types[field.type],
    scale: field.scale,
    isUnordered: field.members !== undefined,
    ...(storedText === undefined ? {} : { storedText }),
  };
};

/** The error for a field that an entity does not have. */
export const noSuchField = (name: string, entity: string): ODataError =>
  new ODataError(`Could not find a property named '${name.slice(0, 80)}' on type 'Microsoft.NAV.${entity}'.`);

/** The columns of an entity, each written only when a query names it. */
export class ScopedColumns implements SqlColumns {
  readonly #columns = new Map<string, SqlColumn>();

  constructor(
    private readonly entity: string,
    private readonly fields: Fields,
    private readonly scope: SqlScope,
  ) {}

  /** The column of a field; an unknown one throws ODataError and names the entity. */
  get(name: string): SqlColumn {
    const known = this.#columns.get(name);
    if (known !== undefined) return known;
    const field = Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
    if (field === undefined) throw noSuchField(name, this.entity);
    const column = sqlColumnOf(field, this.scope);
    this.#columns.set(name, column);
    return column;
  }
}
