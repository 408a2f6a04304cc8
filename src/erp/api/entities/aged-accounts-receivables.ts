import { customer } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, flow, readOnly, withSql } from '../field.ts';
import type { Field } from '../field.ts';

const at = columnsOf(customer);

const day = (days: number): string => `date($workDate, '-${days} days')`;
const shownDay = (days: number): string => `date('\${workDate}', '-${days} days')`;

const label = (from: number | undefined, to: number): Field =>
  withSql(blank('Edm.String'), (scope) => {
    const text = `${from === undefined ? `''` : shownDay(from)} || '..' || ${shownDay(to)}`;
    return `(${text.replaceAll('${workDate}', scope.workDate)})`;
  });

/**
 * What customers owe by age on the work date: not yet due, and overdue by 1-30, 31-60 and more days. The labels
 * are the due dates that a period covers.
 */
export const agedAccountsReceivables = defineEntitySet({
  name: 'agedAccountsReceivables',
  entity: 'agedAccountsReceivable',
  caption: 'Aged Accounts Receivable',
  key: 'customerId',
  fields: {
    customerId: readOnly(at('systemId')),
    customerNumber: readOnly(at('no')),
    name: readOnly(at('name')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    balanceDue: flow(customer, 'balanceDueLcy'),
    currentAmount: flow(customer, 'balanceDueLcy', '$date >= $workDate'),
    period1Label: label(30, 1),
    period1Amount: flow(customer, 'balanceDueLcy', `$date BETWEEN ${day(30)} AND ${day(1)}`),
    period2Label: label(60, 31),
    period2Amount: flow(customer, 'balanceDueLcy', `$date BETWEEN ${day(60)} AND ${day(31)}`),
    period3Label: label(undefined, 61),
    period3Amount: flow(customer, 'balanceDueLcy', `$date <= ${day(61)}`),
    agedAsOfDate: withSql(blank('Edm.Date'), (scope) => `'${scope.workDate}'`),
    periodLengthFilter: blank('Edm.String', `'30D'`),
  },
  order: ['customerNumber'],
  sources: [{ table: customer }],
  navigations: { customer: one('customers', 'customerId') },
});
