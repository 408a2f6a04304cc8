import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { money, sum } from '../../../kernel/money.ts';
import { isPeriodInOrder, listLimit, periodInOrder, periodShape, recordNumber, searchText, yesOrNo } from '../argument-schemas.ts';
import { daysPast } from '../calendar.ts';
import { counted } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, flagOf, optionOf, partsOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const args = z
  .strictObject({
    vendorNumber: recordNumber('Only orders with this vendor, by number.').optional(),
    orderNumber: recordNumber('Number of one purchase order.').optional(),
    itemNumber: recordNumber('Only orders with a line for this item, by number.').optional(),
    search: searchText('Part of the vendor’s name.').optional(),
    ...periodShape('order date'),
    openOnly: yesOrNo('Only orders that are not fully received.').optional(),
    limit: listLimit,
  })
  .refine(isPeriodInOrder, periodInOrder);
type Arguments = z.infer<typeof args>;

const orderFields = [
  'id',
  'number',
  'vendorNumber',
  'vendorName',
  'orderDate',
  'requestedReceiptDate',
  'status',
  'fullyReceived',
  'totalAmountIncludingTax',
];
const lineFields = ['id', 'lineType', 'lineObjectNumber', 'quantity', 'receivedQuantity', 'expectedReceiptDate'];

/** The day the order should have arrived: the earliest promise of a line that is still out, else what was asked for. */
const dueDateOf = (order: ErpRecord): string | null => {
  const outstanding = partsOf(order, 'purchaseOrderLines').filter((line) => decimalOf(line, 'receivedQuantity').lt(decimalOf(line, 'quantity')));
  const expected = outstanding.map((line) => dateOf(line, 'expectedReceiptDate')).filter((date) => date !== null);
  return expected.sort()[0] ?? dateOf(order, 'requestedReceiptDate');
};

const hasItem = (order: ErpRecord, itemNumber: string): boolean =>
  partsOf(order, 'purchaseOrderLines').some((line) => optionOf(line, 'lineType') === 'Item' && textOf(line, 'lineObjectNumber') === itemNumber);

const present = (order: ErpRecord, asOf: string) => {
  const fullyReceived = flagOf(order, 'fullyReceived');
  return {
    number: textOf(order, 'number'),
    vendorNumber: textOf(order, 'vendorNumber'),
    vendorName: textOf(order, 'vendorName'),
    orderDate: dateOf(order, 'orderDate'),
    requestedReceiptDate: dateOf(order, 'requestedReceiptDate'),
    status: optionOf(order, 'status'),
    fullyReceived,
    totalAmountIncludingTax: money(decimalOf(order, 'totalAmountIncludingTax')),
    daysOverdue: fullyReceived ? 0 : daysPast(dueDateOf(order), asOf),
  };
};

const filterOf = ({ vendorNumber, orderNumber, search, from, to, openOnly }: Arguments): { filter?: string } => {
  const filter = odata.and(
    vendorNumber === undefined ? undefined : odata.equals('vendorNumber', vendorNumber),
    orderNumber === undefined ? undefined : odata.equals('number', orderNumber),
    search === undefined ? undefined : odata.contains('vendorName', search),
    from === undefined ? undefined : odata.from('orderDate', from),
    to === undefined ? undefined : odata.upTo('orderDate', to),
    openOnly ? odata.is('fullyReceived', false) : undefined,
  );
  return filter === undefined ? {} : { filter };
};

/** Purchase orders, newest first. `open` is one that is not fully received. */
export const readPurchaseOrders = defineReadTool<Arguments>({
  kind: 'read',
  operation: 'read',
  name: 'read_purchase_orders',
  title: 'Read purchase orders',
  description:
    'Purchase orders, newest first, with status, total, whether fully received, and days overdue against the expected receipt. By vendor, order number, item, vendor name or order date period; openOnly for those not fully received. The summary counts open and overdue orders and adds up the totals of the open ones.',
  args,
  subject: ({ orderNumber, vendorNumber, itemNumber }) => {
    if (orderNumber !== undefined) return `purchase order ${orderNumber}`;
    if (vendorNumber !== undefined) return `purchase orders with vendor ${vendorNumber}`;
    return itemNumber === undefined ? 'purchase orders' : `purchase orders for item ${itemNumber}`;
  },
  read: async (wanted, erp, context) => {
    const { records } = await erp.list('purchaseOrders', {
      ...filterOf(wanted),
      select: orderFields,
      // Business Central cannot filter orders by what their lines say, so the item is looked for here.
      expand: `purchaseOrderLines($select=${lineFields.join(',')})`,
      orderBy: 'orderDate desc,number desc',
    });
    const { itemNumber } = wanted;
    const asOf = isoDate(context.now);
    const matching = itemNumber === undefined ? records : records.filter((order) => hasItem(order, itemNumber));
    const found = matching.map((order) => present(order, asOf));
    const open = found.filter((order) => !order.fullyReceived);
    const overdueCount = open.filter((order) => order.daysOverdue > 0).length;
    const data = {
      orders: found.slice(0, wanted.limit),
      summary: {
        count: found.length,
        openCount: open.length,
        openAmount: money(sum(open.map((order) => order.totalAmountIncludingTax))),
        overdueCount,
      },
    };
    return { data, line: `${counted(found.length, 'purchase order')}, ${open.length} open, ${overdueCount} overdue` };
  },
});
