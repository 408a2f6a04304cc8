import { z } from 'zod';
import { money } from '../../../kernel/money.ts';
import { isPeriodInOrder, listLimit, periodInOrder, periodShape, recordNumber } from '../argument-schemas.ts';
import { daysPast } from '../calendar.ts';
import { counted } from '../format-amount.ts';
import { latenessOf } from '../lateness.ts';
import { odata } from '../odata-filter.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, integerOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const args = z
  .strictObject({
    vendorNumber: recordNumber('Number of the vendor, e.g. V-1042.'),
    ...periodShape('payment date'),
    limit: listLimit,
  })
  .refine(isPeriodInOrder, periodInOrder);

const paymentFields = ['id', 'entryNumber', 'postingDate', 'documentNumber', 'amount'];
const applicationFields = ['id', 'paymentEntryNumber', 'invoiceDocumentNumber', 'invoiceDueDate'];

/** How many of the newest payments "the last five" are. */
const latestCount = 5;

const byPayment = (applications: readonly ErpRecord[]): ReadonlyMap<number, readonly ErpRecord[]> => {
  const groups = new Map<number, ErpRecord[]>();
  for (const application of applications) {
    const entryNumber = integerOf(application, 'paymentEntryNumber');
    const group = groups.get(entryNumber);
    if (group) group.push(application);
    else groups.set(entryNumber, [application]);
  }
  return groups;
};

/** A payment is as late as it was for the invoice that had waited longest; one applied to nothing was late for nothing we know. */
const present = (payment: ErpRecord, applications: readonly ErpRecord[]) => {
  const postingDate = dateOf(payment, 'postingDate');
  const invoices = applications.map((one) => ({
    documentNumber: textOf(one, 'invoiceDocumentNumber'),
    dueDate: dateOf(one, 'invoiceDueDate'),
  }));
  const late = postingDate === null ? [] : invoices.filter(({ dueDate }) => dueDate !== null).map(({ dueDate }) => daysPast(dueDate, postingDate));
  return {
    documentNumber: textOf(payment, 'documentNumber'),
    postingDate,
    amount: money(decimalOf(payment, 'amount')),
    invoices,
    daysLate: late.length === 0 ? null : Math.max(...late),
  };
};

/** Payments to a vendor with the invoices they settled, newest first, and how late we paid. */
export const readVendorPayments = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_vendor_payments',
  title: 'Read vendor payments',
  description:
    'Posted payments to one vendor, newest first, with the invoices each settled and how many days after the due date it was made. The summary has how many were late, the average, and how many of the last five were late: delays on our own side.',
  args,
  subject: ({ vendorNumber }) => `payments to vendor ${vendorNumber}`,
  read: async ({ vendorNumber, from, to, limit }, erp) => {
    const inPeriod = (field: string) =>
      odata.and(
        odata.equals('vendorNumber', vendorNumber),
        from === undefined ? undefined : odata.from(field, from),
        to === undefined ? undefined : odata.upTo(field, to),
      )!;
    const [payments, applications] = await Promise.all([
      erp.list('vendorEntries', {
        filter: odata.and(inPeriod('postingDate'), odata.isOption('documentType', 'Payment'))!,
        select: paymentFields,
        orderBy: 'postingDate desc,entryNumber desc',
      }),
      erp.list('vendorPaymentApplications', { filter: inPeriod('paymentDate'), select: applicationFields }),
    ]);
    const applied = byPayment(applications.records);
    const found = payments.records.map((payment) => present(payment, applied.get(integerOf(payment, 'entryNumber')) ?? []));
    const daysLate = found.map((payment) => payment.daysLate);
    const latest = daysLate.filter((days) => days !== null).slice(0, latestCount);
    const all = latenessOf(daysLate);
    const lastFive = { count: latest.length, late: latenessOf(latest).lateCount };
    return {
      data: { payments: found.slice(0, limit), summary: { count: found.length, ...all, lastFive } },
      line: `${counted(found.length, 'payment')}, ${lastFive.late} of the last ${lastFive.count} late`,
    };
  },
});
