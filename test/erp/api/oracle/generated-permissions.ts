import type { Column, Table } from '../../../../src/erp/tables/index.ts';
import type { Draw } from './draw.ts';
import { levels } from './permission-oracle.ts';
import type { OracleAssignment, OracleFilter, OracleLevel, OracleLine, OracleRight, StoredRow } from './permission-oracle.ts';
import type { OracleWorld } from './oracle-world.ts';

interface ColumnTest {
  readonly text: string;
  readonly shows: (value: string | number) => boolean;
}

const isPlain = (text: string): boolean => /^[\w.-]+(?: [\w.-]+)*$/.test(text) && !text.includes('..');

/** A stored value as a security filter writes it. */
const written = (column: Column, value: string | number): string => {
  if (column.type === 'boolean') return value === 1 ? 'Yes' : 'No';
  if (column.type !== 'decimal') return String(value);
  const sign = Number(value) < 0 ? '-' : '';
  const digits = String(Math.abs(Number(value))).padStart((column.scale ?? 2) + 1, '0');
  return `${sign}${digits.slice(0, -(column.scale ?? 2))}.${digits.slice(-(column.scale ?? 2))}`;
};

const columnTest = (draw: Draw, column: Column, values: readonly (string | number)[]): ColumnTest => {
  const [one, other] = [draw.oneOf(values), draw.oneOf(values)];
  const [low, high] = one < other ? [one, other] : [other, one];
  const say = (value: string | number): string => written(column, value);
  const tests: ColumnTest[] = [
    { text: say(one), shows: (value) => value === one },
    { text: `FILTER(${say(one)}|${say(other)})`, shows: (value) => value === one || value === other },
    { text: `<>${say(one)}`, shows: (value) => value !== one },
  ];
  if (column.type !== 'boolean' && column.type !== 'option') {
    tests.push(
      { text: `FILTER(${say(low)}..${say(high)})`, shows: (value) => value >= low && value <= high },
      { text: `>=${say(low)}`, shows: (value) => value >= low },
      { text: `FILTER(>${say(low)}&<${say(high)})`, shows: (value) => value > low && value < high },
      { text: `..${say(low)}`, shows: (value) => value <= low },
    );
  }
  if (column.type === 'code' || column.type === 'text') {
    const start = String(one).slice(0, 2).trim();
    if (isPlain(start)) {
      tests.push({ text: `${start}*`, shows: (value) => String(value).startsWith(start) });
      if (column.type === 'text')
        tests.push({ text: `@${start.toLowerCase()}*`, shows: (value) => String(value).toLowerCase().startsWith(start.toLowerCase()) });
    }
  }
  return draw.oneOf(tests);
};

/** A filter on one or two of the table's columns, with values that are there; undefined if the table has none to filter by. */
export const filterOn = (draw: Draw, world: OracleWorld, table: Table): OracleFilter | undefined => {
  const rows = world.rows.get(table) ?? [];
  const candidates = Object.entries(table.columns).flatMap(([name, column]) => {
    const values = [...new Set(rows.map((row) => row[name] ?? ''))].filter((value) => isPlain(written(column, value)) && column.type !== 'datetime');
    return values.length === 0 ? [] : [{ name, column, values }];
  });
  if (candidates.length === 0) return undefined;
  const chosen = [...new Set(draw.tenths(3) ? [draw.oneOf(candidates), draw.oneOf(candidates)] : [draw.oneOf(candidates)])];
  const parts = chosen.map(({ name, column, values }) => ({ name, caption: column.caption, test: columnTest(draw, column, values) }));
  return {
    text: parts.map(({ caption, test }) => `${caption}=${test.text}`).join(', '),
    columns: parts.map(({ name }) => name),
    shows: (row: StoredRow) => parts.every(({ name, test }) => test.shows(row[name] ?? '')),
  };
};

const noRights: Readonly<Record<OracleRight, OracleLevel>> = { R: 0, I: 0, M: 0, D: 0, X: 0 };
const anyLevel = (draw: Draw): OracleLevel => draw.oneOf([levels.yes, levels.yes, levels.indirect, levels.blank]);

const dataRights = (draw: Draw): OracleLine['rights'] => ({
  R: anyLevel(draw),
  I: anyLevel(draw),
  M: anyLevel(draw),
  D: anyLevel(draw),
  X: levels.blank,
});

const lineOn = (draw: Draw, world: OracleWorld, table: Table): OracleLine => {
  const isExclude = draw.tenths(1);
  const rights = dataRights(draw);
  return {
    isExclude,
    objectType: 'Table Data',
    objectId: table.id,
    // Most lines let read, or nothing would be seen of anything.
    rights: isExclude || draw.tenths(2) ? rights : { ...rights, R: levels.yes },
    filter: !isExclude && draw.tenths(6) ? filterOn(draw, world, table) : undefined,
  };
};

const oddLine = (draw: Draw): OracleLine => ({
  isExclude: draw.tenths(5),
  objectType: draw.oneOf(['Page', 'Codeunit', 'Table Data']),
  objectId: draw.oneOf([0, 0, 18, 80, 90, 13]),
  rights: { ...noRights, X: anyLevel(draw), R: draw.oneOf([levels.blank, levels.indirect]) },
  filter: undefined,
});

const isOnce = (lines: readonly OracleLine[]): OracleLine[] => {
  const keyOf = (line: OracleLine): string => `${line.isExclude} ${line.objectType} ${line.objectId}`;
  return [...new Map(lines.map((line) => [keyOf(line), line])).values()];
};

/** A permission set that lets read all of these tables. */
export const readingAll = (tables: readonly Table[]): OracleAssignment => ({
  roleId: 'ORACLE-READ',
  company: '',
  lines: tables.map(({ id }) => ({
    isExclude: false,
    objectType: 'Table Data',
    objectId: id,
    rights: { ...noRights, R: levels.yes },
    filter: undefined,
  })),
});

/** One to three permission sets about these tables, with lines of every kind, each assigned to one company or to all. */
export const assignmentsOn = (
  draw: Draw,
  world: OracleWorld,
  about: { tables: readonly Table[]; companies: readonly string[] },
): OracleAssignment[] => {
  const count = 1 + draw.below(3);
  const sets = Array.from({ length: count }, (_, at): OracleAssignment => {
    const share = draw.some(about.tables, count === 1 ? 9 : 6);
    const lines = share.flatMap((table) => (draw.tenths(3) ? [table, table] : [table])).map((table) => lineOn(draw, world, table));
    const odd = draw.tenths(3) ? [oddLine(draw)] : [];
    return { roleId: `ORACLE-${at}`, company: draw.oneOf(about.companies), lines: isOnce([...lines, ...odd]) };
  });
  const isSuper = draw.below(30) === 29;
  return isSuper ? [...sets, { roleId: 'SUPER', company: draw.oneOf(about.companies), lines: [] }] : sets;
};
