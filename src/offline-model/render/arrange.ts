import { decimal } from '../../kernel/money.ts';
import { numberOf, rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { toolFacts } from '../tool-catalog.ts';
import type { ToolName } from '../tool-catalog.ts';
import type { Aspect, Goal, ReadGoal } from '../understand/goal.ts';
import { sortKeys } from './columns.ts';

/** The rows an answer is about, in the order it shows them. */
export interface Arranged {
  readonly rows: readonly Row[];
  /** Some rows of the result were left out because the question did not ask for them. */
  readonly isFiltered: boolean;
  /** What the rows kept have in common, e.g. `overdue`; empty when nothing was left out. */
  readonly quality: string;
}

const compare = (left: string, right: string): number => {
  const isNumber = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);
  if (isNumber(left) && isNumber(right)) return decimal(left).comparedTo(decimal(right));
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Sorts by a member, largest first when `descending`; rows that tie keep their order. */
export const sorted = (rows: readonly Row[], key: string, descending: boolean): readonly Row[] =>
  [...rows].sort((left, right) => compare(textOf(left, key), textOf(right, key)) * (descending ? -1 : 1));

type Test = (row: Row) => boolean;

const hasRemainder: Test = (row) => !/^-?0*(\.0*)?$/.test(textOf(row, 'remainingAmount'));

/** What the question's words keep of a tool's rows, and what that is called. */
const filterOf = (tool: ToolName, goal: ReadGoal): readonly [string, Test] | undefined => {
  if (tool === 'read_customer' && goal.overdue) return ['overdue', (row) => numberOf(row, 'overdueAmount') > 0];
  if (tool === 'read_sales_invoices' && goal.overdue) return ['overdue', (row) => numberOf(row, 'daysOverdue') > 0];
  if (tool === 'read_sales_invoices' && goal.open) return ['open', hasRemainder];
  if (tool === 'read_purchase_orders' && goal.overdue) return ['overdue', (row) => numberOf(row, 'daysOverdue') > 0];
  if (tool === 'read_purchase_orders' && goal.open) return ['open', (row) => row['fullyReceived'] !== true];
  if (
    tool === 'read_purchase_receipts' &&
    goal.late &&
    goal.show.order === undefined &&
    goal.show.aspects.includes('late') &&
    !goal.show.patterns &&
    goal.show.all
  )
    return ['late', (row) => numberOf(row, 'daysLate') > 0];
  if (tool === 'read_vendor_ledger_entries' && goal.open) return ['open', (row) => row['open'] === true];
  return undefined;
};

const sortKeyOf = (tool: ToolName, goal: ReadGoal): string | undefined => {
  const keys = sortKeys[tool] ?? {};
  if (goal.show.order === 'newest' || goal.show.order === 'oldest') return keys.date;
  const aspect = goal.show.aspects.find((candidate: Aspect) => keys[candidate] !== undefined);
  return (aspect === undefined ? undefined : keys[aspect]) ?? keys.plain;
};

const withinBound = (tool: ToolName, goal: ReadGoal, rows: readonly Row[]): readonly Row[] => {
  const { bound } = goal.show;
  const key = sortKeyOf(tool, goal);
  if (bound === undefined || key === undefined) return rows;
  return rows.filter((row) => {
    const difference = compare(textOf(row, key) || '0', bound.figure) * (bound.than === 'more' ? 1 : -1);
    return bound.isInclusive ? difference >= 0 : difference > 0;
  });
};

const ordered = (tool: ToolName, goal: ReadGoal, rows: readonly Row[]): readonly Row[] => {
  const key = sortKeyOf(tool, goal);
  const { order } = goal.show;
  if (order !== undefined && key !== undefined) return sorted(rows, key, order === 'most' || order === 'newest');
  if (tool === 'read_customer' && goal.overdue) return sorted(rows, 'overdueAmount', true);
  if (tool === 'read_purchase_orders' && goal.overdue) return sorted(rows, 'daysOverdue', true);
  return rows;
};

/** The rows of a result as the goal wants them: what it did not ask for left out, and in its order. */
export const arrange = (tool: ToolName, data: Row, goal: Goal): Arranged => {
  const all = rowsOf(data, toolFacts(tool).list);
  if (goal.kind !== 'read') {
    const overdueFirst = goal.kind === 'correspond' && tool === 'read_customer' ? sorted(all, 'overdueAmount', true) : all;
    return { rows: overdueFirst, isFiltered: false, quality: '' };
  }
  const filter = filterOf(tool, goal);
  const wanted = filter === undefined ? all : all.filter(filter[1]);
  const kept = withinBound(tool, goal, wanted);
  return { rows: ordered(tool, goal, kept), isFiltered: kept.length < all.length, quality: filter?.[0] ?? '' };
};
