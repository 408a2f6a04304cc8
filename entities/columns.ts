import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';

/**
 * Column shapes that mean the same on SQLite and SQL Server. Instants are ISO 8601 text in UTC with
 * milliseconds, so that they sort as text on both; money and credits are decimal strings.
 */
const nvarchar = (length: number | string, options: ColumnOptions = {}): ColumnOptions => ({
  type: 'nvarchar',
  length: String(length),
  ...options,
});

/** The primary key: a UUID in lower case. */
export const IdKey = (): PropertyDecorator => PrimaryColumn(nvarchar(36) as object);

/** A reference to another row by its UUID. */
export const Ref = (): PropertyDecorator => Column(nvarchar(36));

/** A reference that may be absent. */
export const OptionalRef = (): PropertyDecorator => Column(nvarchar(36, { nullable: true }));

/** Short text of at most `length` characters. */
export const Text = (length: number): PropertyDecorator => Column(nvarchar(length));

/** Short text that may be absent. */
export const OptionalText = (length: number): PropertyDecorator => Column(nvarchar(length, { nullable: true }));

/** Text of any length, JSON among it. */
export const LongText = (): PropertyDecorator => Column(nvarchar('max'));

/** Text of any length that may be absent. */
export const OptionalLongText = (): PropertyDecorator => Column(nvarchar('max', { nullable: true }));

/** An instant, ISO 8601 with milliseconds and Z. */
export const Instant = (): PropertyDecorator => Column(nvarchar(24));

/** An instant that may be absent. */
export const OptionalInstant = (): PropertyDecorator => Column(nvarchar(24, { nullable: true }));

/** A whole number. */
export const Whole = (): PropertyDecorator => Column({ type: 'int' });

/** A whole number that may be absent. */
export const OptionalWhole = (): PropertyDecorator => Column({ type: 'int', nullable: true });

/** Yes or no. */
export const Flag = (): PropertyDecorator => Column({ type: Boolean });

/** A position: a whole number up to 2^53; SQL Server's driver gives a bigint as text, so it is made a number here. */
const position: ColumnOptions = {
  type: 'bigint',
  transformer: { to: (value: number) => value, from: (value: string | number | null) => (value === null ? null : Number(value)) },
};

/** A position that is part of the primary key. */
export const PositionKey = (): PropertyDecorator => PrimaryColumn(position as object);

/** A position in the log. */
export const Position = (): PropertyDecorator => Column(position as object);

/** A whole number that is part of the primary key. */
export const WholeKey = (): PropertyDecorator => PrimaryColumn({ type: 'int' });

/** Short text that is part of the primary key. */
export const TextKey = (length: number): PropertyDecorator => PrimaryColumn(nvarchar(length) as object);
