import { z } from 'zod';
import { isPeriodInOrder, listLimit, periodInOrder, periodShape, recordNumber } from '../argument-schemas.ts';
import { daysPast } from '../calendar.ts';
import { counted } from '../format-amount.ts';
import { latenessOf } from '../lateness.ts';
import { odata } from '../odata-filter.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, partsOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const args = z
  .strictObject({
    vendorNumber: recordNumber('Only receipts from this vendor, by number.').optional(),
    ...periodShape('posting date'),
    limit: listLimit,
  })
  .refine(isPeriodInOrder, periodInOrder);

const receiptFields = ['id', 'number', 'orderNumber', 'vendorNumber', 'postingDate'];
const lineFields = ['id', 'quantity', 'expectedReceiptDate'];

/** The day a delivery was expected: the earliest among what it brought. */
const expectedDateOf = (receipt: ErpRecord): string | null => {
  const brought = partsOf(receipt, 'purchaseReceiptLines').filter((line) => !decimalOf(line, 'quantity').isZero());
  return (
    brought
      .map((line) => dateOf(line, 'expectedReceiptDate'))
      .filter((date) => date !== null)
      .sort()[0] ?? null
  );
};

const present = (receipt: ErpRecord) => {
  const postingDate = dateOf(receipt, 'postingDate');
  const expectedReceiptDate = expectedDateOf(receipt);
  return {
    number: textOf(receipt, 'number'),
    orderNumber: textOf(receipt, 'orderNumber'),
    vendorNumber: textOf(receipt, 'vendorNumber'),
    postingDate,
    expectedReceiptDate,
    daysLate: postingDate === null || expectedReceiptDate === null ? null : daysPast(expectedReceiptDate, postingDate),
  };
};
type Receipt = ReturnType<typeof present>;

const byMonth = (receipts: readonly Receipt[]) => {
  const months = new Map<string, Receipt[]>();
  for (const receipt of receipts) {
    const month = (receipt.postingDate ?? '').slice(0, 7);
    const known = months.get(month);
    if (known) known.push(receipt);
    else months.set(month, [receipt]);
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, group]) => ({ month, count: group.length, averageDaysLate: latenessOf(group.map((one) => one.daysLate)).averageDaysLate }));
};

/** Purchase receipts, newest first, and how late they came, overall and by month. */
export const readPurchaseReceipts = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_purchase_receipts',
  title: 'Read purchase receipts',
  description:
    'Posted purchase receipts (deliveries), newest first, with the expected and the actual date and days late (early or on time is 0). By vendor and posting date period. The summary has the average days late over all receipts, how many were late, and both by month, so a trend can be seen.',
  args,
  subject: ({ vendorNumber }) => (vendorNumber === undefined ? 'purchase receipts' : `purchase receipts from vendor ${vendorNumber}`),
  read: async ({ vendorNumber, from, to, limit }, erp) => {
    const filter = odata.and(
      vendorNumber === undefined ? undefined : odata.equals('vendorNumber', vendorNumber),
      from === undefined ? undefined : odata.from('postingDate', from),
      to === undefined ? undefined : odata.upTo('postingDate', to),
    );
    const { records } = await erp.list('purchaseReceipts', {
      ...(filter !== undefined && { filter }),
      select: receiptFields,
      expand: `purchaseReceiptLines($select=${lineFields.join(',')})`,
      orderBy: 'postingDate desc,number desc',
    });
    const found = records.map(present);
    const all = latenessOf(found.map((receipt) => receipt.daysLate));
    const data = {
      receipts: found.slice(0, limit),
      summary: { count: found.length, ...all, byMonth: byMonth(found) },
    };
    const average = all.averageDaysLate === null ? '' : `, ${all.averageDaysLate} days late on average`;
    return { data, line: `${counted(found.length, 'receipt')}, ${all.lateCount} late${average}` };
  },
});
