import { decimal, money, sum } from '../../../kernel/money.ts';
import type { StatementLine, StatementTotals } from './statement-data.ts';

const total = (lines: readonly StatementLine[], from: number, to: number): string =>
  money(sum(lines.filter((line) => line.daysOverdue >= from && line.daysOverdue <= to).map((line) => line.remainingAmount)));

/**
 * The open balance by age. Every open item counts in the column of its due date, credits too, as Business
 * Central's aged receivables do; so the columns always add up to the balance.
 */
export const ageOpenItems = (lines: readonly StatementLine[]): StatementTotals => {
  const balance = sum(lines.map((line) => line.remainingAmount));
  const current = total(lines, 0, 0);
  return {
    balance: money(balance),
    overdue: money(balance.minus(decimal(current))),
    current,
    days1to30: total(lines, 1, 30),
    days31to60: total(lines, 31, 60),
    days61to90: total(lines, 61, 90),
    over90: total(lines, 91, Number.MAX_SAFE_INTEGER),
  };
};
