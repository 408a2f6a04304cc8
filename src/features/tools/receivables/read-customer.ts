import type { Decimal } from 'decimal.js';
import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { decimal, money, sum } from '../../../kernel/money.ts';
import { listLimit, recordNumber, searchText, yesOrNo } from '../argument-schemas.ts';
import { findBySearch } from '../find-by-search.ts';
import { counted } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, optionOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const args = z.strictObject({
  customerNumber: recordNumber('Number of one customer, e.g. C-10010.').optional(),
  search: searchText('Part of the customer’s name, or the beginning of the number.').optional(),
  overdueOnly: yesOrNo('Only customers who owe an amount that is past its due date.').optional(),
  limit: listLimit,
});

const customerFields = ['id', 'number', 'displayName', 'city', 'email', 'balanceDue', 'creditLimit', 'blocked', 'currencyCode'];

interface Overdue {
  readonly amount: Decimal;
  /** Due date of the oldest unpaid amount the customer owes; a credit is not owed. */
  readonly oldestDueDate: string | null;
}

const nothingOverdue: Overdue = { amount: decimal(0), oldestDueDate: null };

const overdueByCustomer = (entries: readonly ErpRecord[]): ReadonlyMap<string, Overdue> => {
  const found = new Map<string, Overdue>();
  for (const entry of entries) {
    const number = textOf(entry, 'customerNumber');
    const known = found.get(number) ?? nothingOverdue;
    const remaining = decimalOf(entry, 'remainingAmount');
    const due = dateOf(entry, 'dueDate');
    const isOlder = due !== null && remaining.isPositive() && (known.oldestDueDate === null || due < known.oldestDueDate);
    found.set(number, { amount: known.amount.plus(remaining), oldestDueDate: isOlder ? due : known.oldestDueDate });
  }
  return found;
};

const present = (customer: ErpRecord, overdue: Overdue) => ({
  number: textOf(customer, 'number'),
  displayName: textOf(customer, 'displayName'),
  city: textOf(customer, 'city'),
  email: textOf(customer, 'email'),
  balanceDue: money(decimalOf(customer, 'balanceDue')),
  overdueAmount: money(overdue.amount),
  ...(overdue.oldestDueDate !== null && { oldestDueDate: overdue.oldestDueDate }),
  creditLimit: money(decimalOf(customer, 'creditLimit')),
  blocked: optionOf(customer, 'blocked'),
  currencyCode: textOf(customer, 'currencyCode'),
});

/** Customer cards with what is overdue, from the open ledger entries. Overdue is net of credits that are past due, as in aged receivables. */
export const readCustomer = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_customer',
  title: 'Read customers',
  description:
    'Customer cards with balance, overdue amount, oldest unpaid due date, credit limit and email. One customer by number, some by name, all, or only those with overdue amounts. Sorted by overdue amount where overdueOnly is set.',
  args,
  subject: ({ customerNumber, search, overdueOnly }) => {
    if (customerNumber !== undefined) return `customer ${customerNumber}`;
    return search !== undefined ? 'customers by name' : overdueOnly === true ? 'customers with overdue amounts' : 'customers';
  },
  read: async ({ customerNumber, search, overdueOnly, limit }, erp, context) => {
    const asOf = isoDate(context.now);
    const [customers, entries] = await Promise.all([
      findBySearch(erp, 'customers', {
        numberField: 'number',
        nameField: 'displayName',
        number: customerNumber,
        search,
        query: { select: customerFields, orderBy: 'number' },
      }),
      erp.list('customerEntries', {
        filter: odata.and(
          customerNumber === undefined ? undefined : odata.equals('customerNumber', customerNumber),
          odata.is('open', true),
          odata.before('dueDate', asOf),
        )!,
        select: ['customerNumber', 'dueDate', 'remainingAmount'],
      }),
    ]);
    const overdue = overdueByCustomer(entries.records);
    const all = customers.map((record) => ({ record, overdue: overdue.get(textOf(record, 'number')) ?? nothingOverdue }));
    const found = overdueOnly ? all.filter((one) => one.overdue.amount.gt(0)).sort((a, b) => b.overdue.amount.cmp(a.overdue.amount)) : all;
    const late = found.filter((one) => one.overdue.amount.gt(0)).length;
    const data = {
      asOf,
      customers: found.slice(0, limit).map((one) => present(one.record, one.overdue)),
      summary: {
        count: found.length,
        totalBalanceDue: money(sum(found.map((one) => decimalOf(one.record, 'balanceDue')))),
        totalOverdue: money(sum(found.map((one) => one.overdue.amount))),
      },
    };
    return { data, line: `${counted(found.length, 'customer')}, ${late} with overdue amounts` };
  },
});
