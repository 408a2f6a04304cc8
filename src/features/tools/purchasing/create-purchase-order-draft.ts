import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { decimal } from '../../../kernel/money.ts';
import { calendarDate, recordNumber } from '../argument-schemas.ts';
import { counted } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { decimalOf, optionOf, partsOf, textOf } from '../record-fields.ts';
import { defineWriteTool, type Committed, type NotPrepared } from '../tool.ts';
import { carriesEffect, effectComment } from './effect-comment.ts';
import { amountOf, previewOrder, proposeOrder, type OrderDraft } from './propose-order.ts';
import { loadItems, loadPurchasePrices, sellerFields } from './purchase-costs.ts';

/** Business Central keeps quantities with five decimals. */
const quantityDecimals = 5;

const lineSchema = z.strictObject({
  itemNumber: recordNumber('Number of the item to buy.'),
  quantity: z
    .number()
    .positive()
    .max(1_000_000)
    .refine((value) => decimal(value).decimalPlaces() <= quantityDecimals, 'A quantity has at most five decimals.')
    .describe('Quantity in the item’s base unit.')
    .meta({ redact: 'keep' }),
});

const args = z
  .strictObject({
    vendorNumber: recordNumber('Number of the vendor to order from, e.g. V-1042.'),
    lines: z.array(lineSchema).min(1).max(50).describe('What to order: one line per item.'),
    requestedReceiptDate: calendarDate('Day the goods are wanted.').optional(),
  })
  .refine(({ lines }) => new Set(lines.map((line) => line.itemNumber)).size === lines.length, {
    path: ['lines'],
    error: 'An item is listed twice; give one line per item.',
  });
type Arguments = z.infer<typeof args>;

const vendorFields = [...sellerFields, 'displayName', 'blocked'];

const notPrepared = (message: string, remedy: string): NotPrepared => ({ kind: 'not_prepared', message, remedy });

/** What forbids an order with this vendor at all. `Payment` blocks paying, not ordering. */
const refuseVendor = (vendor: ErpRecord | undefined, vendorNumber: string): NotPrepared | null => {
  if (!vendor) return notPrepared(`There is no vendor ${vendorNumber}, or none that you may see.`, 'Look the number up with read_vendor.');
  if (optionOf(vendor, 'blocked') !== 'All') return null;
  return notPrepared(`Vendor ${vendorNumber} is blocked.`, 'Choose another vendor, or have the vendor unblocked in the ERP.');
};

const findVendor = async (erp: ErpReader, vendorNumber: string): Promise<ErpRecord | undefined> => {
  const { records } = await erp.list('vendors', { filter: odata.equals('number', vendorNumber), select: vendorFields, top: 1 });
  return records[0];
};

const propose = async (wanted: Arguments, erp: ErpReader, now: Date): Promise<OrderDraft | NotPrepared> => {
  const orderDate = isoDate(now);
  const requestedReceiptDate = wanted.requestedReceiptDate ?? null;
  if (requestedReceiptDate !== null && requestedReceiptDate < orderDate) {
    return notPrepared(`The requested receipt date ${requestedReceiptDate} has passed.`, 'Give a date that is today or later, or none.');
  }
  const itemNumbers = wanted.lines.map((line) => line.itemNumber);
  const [vendor, items, prices] = await Promise.all([
    findVendor(erp, wanted.vendorNumber),
    loadItems(erp, itemNumbers),
    loadPurchasePrices(erp, itemNumbers, wanted.vendorNumber),
  ]);
  const refused = refuseVendor(vendor, wanted.vendorNumber);
  if (refused || !vendor) return refused!;
  const lines = wanted.lines.map(({ itemNumber, quantity }) => ({ itemNumber, quantity: decimal(quantity).toFixed() }));
  return proposeOrder({ vendor, items, prices, wanted: lines, orderDate, requestedReceiptDate });
};

/** The request body: one deep insert, its last line the comment that carries the label and the effect's key. */
const bodyOf = (draft: OrderDraft, comment: string): ErpRecord => ({
  vendorNumber: draft.vendorNumber,
  orderDate: draft.orderDate,
  ...(draft.requestedReceiptDate !== null && { requestedReceiptDate: draft.requestedReceiptDate }),
  purchaseOrderLines: [
    ...draft.lines.map(({ itemNumber, quantity, directUnitCost }) => ({
      lineType: 'Item',
      lineObjectNumber: itemNumber,
      quantity,
      directUnitCost,
    })),
    { lineType: 'Comment', description: comment },
  ],
});

const committed = (draft: OrderDraft, order: ErpRecord): Committed => {
  const orderNumber = textOf(order, 'number');
  return {
    data: {
      orderNumber,
      orderId: textOf(order, 'id'),
      vendorNumber: draft.vendorNumber,
      totalAmountExcludingTax: decimalOf(order, 'totalAmountExcludingTax').toFixed(2),
    },
    line: `Purchase order ${orderNumber} created as a draft`,
  };
};

/** Creates a draft purchase order in the ERP itself, priced from the vendor's purchase prices. */
export const createPurchaseOrderDraft = defineWriteTool<Arguments, OrderDraft>({
  kind: 'write',
  operation: 'create',
  commitment: 'draft',
  name: 'create_purchase_order_draft',
  title: 'Create a draft purchase order',
  description:
    'Prepares a draft purchase order with one vendor, priced from the vendor’s purchase prices (or the item’s cost, where the vendor sells in the company’s own currency). The draft is not released and not sent; a person does that in the ERP. One call per vendor.',
  args,
  subject: ({ vendorNumber, lines }) => `purchase order with vendor ${vendorNumber}, ${counted(lines.length, 'line')}`,
  prepare: async (wanted, erp, context) => {
    const draft = await propose(wanted, erp, context.now);
    if ('kind' in draft) return draft;
    return { kind: 'prepared', draft, preview: previewOrder(draft, effectComment(context)), amount: amountOf(draft) };
  },
  commit: async (draft, { erp }, context) => {
    const order = await erp.create('purchaseOrders', bodyOf(draft, effectComment(context)), context.effectKey);
    return committed(draft, order);
  },
  reconcile: async (draft, { erp }, { effectKey }) => {
    const { records, truncated, mayBePartial } = await erp.list('purchaseOrders', {
      filter: odata.and(odata.equals('vendorNumber', draft.vendorNumber), odata.onDate('orderDate', draft.orderDate))!,
      select: ['id', 'number', 'totalAmountExcludingTax'],
      expand: 'purchaseOrderLines($select=id,description)',
    });
    const order = records.find((one) => partsOf(one, 'purchaseOrderLines').some((line) => carriesEffect(textOf(line, 'description'), effectKey)));
    if (order) return { kind: 'done', committed: committed(draft, order) };
    // Whoever may not see every order cannot say that this one is missing.
    return { kind: truncated || mayBePartial ? 'unknown' : 'not_done' };
  },
});
