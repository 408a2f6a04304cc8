import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { money, sum } from '../../../kernel/money.ts';
import { isPeriodInOrder, listLimit, periodInOrder, periodShape, recordNumber, searchText, yesOrNo } from '../argument-schemas.ts';
import { daysPast } from '../calendar.ts';
import { counted } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, optionOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const args = z
  .strictObject({
    customerNumber: recordNumber('Only invoices of this customer, by number.').optional(),
    invoiceNumber: recordNumber('Number of one invoice.').optional(),
    search: searchText('Part of the customer’s name.').optional(),
    ...periodShape('invoice date'),
    overdueOnly: yesOrNo('Only posted invoices with an amount that is past its due date.').optional(),
    limit: listLimit,
  })
  .refine(isPeriodInOrder, periodInOrder);

const invoiceFields = [
  'id',
  'number',
  'customerNumber',
  'customerName',
  'invoiceDate',
  'dueDate',
  'status',
  'totalAmountIncludingTax',
  'remainingAmount',
];

/** Only a posted, unpaid invoice is owed; a draft is not due yet, whatever date it carries. */
const daysOverdue = (invoice: ErpRecord, asOf: string): number =>
  optionOf(invoice, 'status') === 'Open' && decimalOf(invoice, 'remainingAmount').gt(0) ? daysPast(dateOf(invoice, 'dueDate'), asOf) : 0;

const present = (invoice: ErpRecord, asOf: string) => ({
  number: textOf(invoice, 'number'),
  customerNumber: textOf(invoice, 'customerNumber'),
  customerName: textOf(invoice, 'customerName'),
  invoiceDate: dateOf(invoice, 'invoiceDate'),
  dueDate: dateOf(invoice, 'dueDate'),
  status: optionOf(invoice, 'status'),
  totalAmountIncludingTax: money(decimalOf(invoice, 'totalAmountIncludingTax')),
  remainingAmount: money(decimalOf(invoice, 'remainingAmount')),
  daysOverdue: daysOverdue(invoice, asOf),
});

/** Sales invoices, drafts and posted ones, newest first; overdue ones oldest due date first. */
export const readSalesInvoices = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_sales_invoices',
  title: 'Read sales invoices',
  description:
    'Sales invoices with dates, status, total and remaining amount and days overdue. By customer, invoice number, customer name, invoice date period, or only overdue ones. Newest first; with overdueOnly the oldest due date first.',
  args,
  subject: ({ invoiceNumber, customerNumber, overdueOnly }) => {
    if (invoiceNumber !== undefined) return `sales invoice ${invoiceNumber}`;
    const what = overdueOnly === true ? 'overdue sales invoices' : 'sales invoices';
    return customerNumber === undefined ? what : `${what} of customer ${customerNumber}`;
  },
  read: async (wanted, erp, context) => {
    const asOf = isoDate(context.now);
    const { records } = await erp.list('salesInvoices', {
      ...filterOf(wanted, asOf),
      select: invoiceFields,
      orderBy: wanted.overdueOnly ? 'dueDate' : 'invoiceDate desc',
    });
    const all = records.map((record) => present(record, asOf));
    const found = wanted.overdueOnly ? all.filter((invoice) => invoice.daysOverdue > 0) : all;
    const overdue = found.filter((invoice) => invoice.daysOverdue > 0);
    const data = {
      invoices: found.slice(0, wanted.limit),
      summary: {
        count: found.length,
        totalAmount: money(sum(found.map((invoice) => invoice.totalAmountIncludingTax))),
        totalRemaining: money(sum(found.map((invoice) => invoice.remainingAmount))),
        overdueCount: overdue.length,
        totalOverdue: money(sum(overdue.map((invoice) => invoice.remainingAmount))),
      },
    };
    return { data, line: `${counted(found.length, 'invoice')}, ${overdue.length} overdue` };
  },
});

const filterOf = (wanted: z.infer<typeof args>, asOf: string): { filter?: string } => {
  const { customerNumber, invoiceNumber, search, from, to, overdueOnly } = wanted;
  const filter = odata.and(
    customerNumber === undefined ? undefined : odata.equals('customerNumber', customerNumber),
    invoiceNumber === undefined ? undefined : odata.equals('number', invoiceNumber),
    search === undefined ? undefined : odata.contains('customerName', search),
    from === undefined ? undefined : odata.from('invoiceDate', from),
    to === undefined ? undefined : odata.upTo('invoiceDate', to),
    overdueOnly ? odata.isOption('status', 'Open') : undefined,
    overdueOnly ? odata.before('dueDate', asOf) : undefined,
  );
  return filter === undefined ? {} : { filter };
};
