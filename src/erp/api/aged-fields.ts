import { blank, flow, withSql } from './field.ts';
import type { Field, Fields } from './field.ts';
import type { Table } from '../tables/index.ts';

const day = (days: number): string => `date($workDate, '-${days} days')`;

const label = (from: number | undefined, to: number): Field =>
  withSql(blank('Edm.String'), ({ workDate }) => {
    const shown = (days: number): string => day(days).replace('$workDate', `'${workDate}'`);
    return `(${from === undefined ? `''` : shown(from)} || '..' || ${shown(to)})`;
  });

/** A period of the aging: overdue by that many days; the label is the due dates it covers. */
const period = (party: Table, from: number | undefined, to: number) => ({
  label: label(from, to),
  amount: flow(party, 'balanceDueLcy', from === undefined ? `$date <= ${day(to)}` : `$date BETWEEN ${day(from)} AND ${day(to)}`),
});

/** What a party owes or is owed by age on the work date: not yet due, and overdue by 1-30, 31-60 and more days. */
export const agedAmounts = (party: Table) => ({
  balanceDue: flow(party, 'balanceDueLcy'),
  currentAmount: flow(party, 'balanceDueLcy', '$date >= $workDate'),
  periods: [period(party, 30, 1), period(party, 60, 31), period(party, undefined, 61)] as const,
});

/** The day and the length of the periods, the end of every aged report. */
export const agingFields: Fields = {
  agedAsOfDate: withSql(blank('Edm.Date'), ({ workDate }) => `'${workDate}'`),
  periodLengthFilter: blank('Edm.String', `'30D'`),
};
