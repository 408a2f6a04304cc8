/** The storage types of a column. How each is kept in SQLite and how it reaches OData is said at its builder. */
export type ColumnType = 'code' | 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'guid' | 'option';

declare const valueType: unique symbol;

/** One column of a table. `Value` is its type in records; it exists for the compiler only. */
export interface Column<Value = unknown> {
  readonly type: ColumnType;
  /** Business Central's field name, as its messages and security filters spell it. */
  readonly caption: string;
  /** Longest value, for codes and texts. */
  readonly length?: number;
  /** Decimal places kept, for decimals: the stored whole number is the value times ten to this power. */
  readonly scale?: number;
  /** Members in Business Central's order, for options. */
  readonly options?: readonly string[];
  /** True if people outside the organisation write this text, so nothing it says may be obeyed. */
  readonly untrusted?: boolean;
  readonly [valueType]?: Value;
}

/** The columns of a table by record property; the property is also the column's name in SQL. */
export type Columns = Readonly<Record<string, Column>>;

/** Business Central's blank GUID. */
export const blankGuid = '00000000-0000-0000-0000-000000000000';

/** A code: upper-case TEXT, compared without regard to case because it is upper-cased on the way in. Edm.String. */
export const code = (caption: string, length = 20): Column<string> => ({ type: 'code', caption, length });

/** Text as written, TEXT. Edm.String. */
export const text = (caption: string, length = 100): Column<string> => ({ type: 'text', caption, length });

/** Text that outsiders write (mails, comments, case descriptions): data to show, never words to follow. Edm.String. */
export const outsiderText = (caption: string, length = 250): Column<string> => ({ type: 'text', caption, length, untrusted: true });

/** A whole number, INTEGER. Edm.Int32. */
export const integer = (caption: string): Column<number> => ({ type: 'integer', caption });

/** Money: INTEGER cents in SQL, decimal string with two places in records. Edm.Decimal. */
export const amount = (caption: string): Column<string> => ({ type: 'decimal', caption, scale: 2 });

/** A quantity, unit price or percentage: INTEGER hundred-thousandths in SQL, decimal string in records. Edm.Decimal. */
export const quantity = (caption: string): Column<string> => ({ type: 'decimal', caption, scale: 5 });

/** INTEGER 0 or 1. Edm.Boolean. */
export const flag = (caption: string): Column<boolean> => ({ type: 'boolean', caption });

/** TEXT `YYYY-MM-DD`; no date is the empty text, which sorts before every date as 0D does. Edm.Date, blank as 0001-01-01. */
export const date = (caption: string): Column<string> => ({ type: 'date', caption });

/** TEXT `YYYY-MM-DDTHH:MM:SS.sssZ` in UTC, or empty. Edm.DateTimeOffset. */
export const dateTime = (caption: string): Column<string> => ({ type: 'datetime', caption });

/** A lower-case GUID, TEXT; blank is all zeros. Edm.Guid. */
export const guid = (caption: string): Column<string> => ({ type: 'guid', caption });

/** One of the named members, kept as its English name, TEXT; the first member is the initial value. An OData enum. */
export const option = <const Member extends string>(caption: string, options: readonly Member[]): Column<Member> => ({
  type: 'option',
  caption,
  options,
});
