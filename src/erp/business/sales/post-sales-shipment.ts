import { decimal, money } from '../../../kernel/money.ts';
import { salesHeader, salesLine, salesShipmentHeader, salesShipmentLine, type RowOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { costOfQuantity } from '../ledger/item-movement.ts';
import { nextNo } from '../no-series.ts';
import { checkPostingDate } from '../posting-date.ts';
import { checkCustomerBlocked } from './customer-blocked.ts';
import { quantitiesToPost } from './quantities-to-post.ts';
import { checkStock, moveGoods, stockedItemOf } from './sales-goods.ts';
import { customerOf } from './sales-header.ts';
import { checkSalesPostable } from './sales-postable.ts';
import { salesLinesOf, type SalesHeader, type SalesLine } from './sales-totals.ts';

type Shipment = RowOf<typeof salesShipmentHeader>;

/** A line and how much of it leaves. */
interface Departure {
  readonly line: SalesLine;
  readonly quantity: string;
}

const shipGoods = (ctx: ErpContext, shipment: Shipment, { line, quantity }: Departure): number => {
  const record = stockedItemOf(ctx, line);
  if (record === undefined) return 0;
  const cost = money(decimal(costOfQuantity(record, quantity)).negated());
  const { no: documentNo, postingDate } = shipment;
  const out = { documentType: 'Sales Shipment', documentNo, postingDate, quantity: decimal(quantity).negated().toFixed() } as const;
  return moveGoods(ctx, line, { item: record, ...out, cost, isInvoiced: false, salesAmount: '0' }).entryNo;
};

const shipLine = (ctx: ErpContext, shipment: Shipment, departure: Departure): void => {
  const { line, quantity } = departure;
  ctx.records.of(salesShipmentLine).add({
    ...line,
    documentNo: shipment.no,
    quantity,
    postingDate: shipment.postingDate,
    orderNo: line.documentNo,
    orderLineNo: line.lineNo,
    itemShptEntryNo: shipGoods(ctx, shipment, departure),
    quantityInvoiced: '0',
    qtyShippedNotInvoiced: quantity,
  });
  const outstandingQuantity = decimal(line.outstandingQuantity).minus(quantity).toFixed();
  ctx.records.of(salesLine).update(line, {
    quantityShipped: decimal(line.quantityShipped).plus(quantity).toFixed(),
    qtyShippedNotInvoiced: decimal(line.qtyShippedNotInvoiced).plus(quantity).toFixed(),
    outstandingQuantity,
    qtyToShip: outstandingQuantity,
  });
};

const checkShippingAdvice = (order: SalesHeader, lines: readonly SalesLine[]): void => {
  if (order.shippingAdvice === 'Partial' || lines.every((line) => decimal(line.qtyToShip).equals(line.outstandingQuantity))) return;
  throw dialogError('This order must be a complete shipment.');
};

/** True if an order's lines name something to ship. */
export const hasGoodsToShip = (lines: readonly SalesLine[]): boolean => lines.some((line) => !decimal(line.qtyToShip).isZero());

/**
 * Posts the departure of an order's goods, of each line its Qty. to Ship: shipment document, item ledger entries at
 * expected cost, order lines brought up to date, the order released. No G/L entries: cost is posted with the invoice.
 */
export const postSalesShipment = (ctx: ErpContext, order: SalesHeader): Shipment => {
  checkPostingDate(ctx, order.postingDate);
  checkSalesPostable(ctx, order);
  checkCustomerBlocked(customerOf(ctx, order.sellToCustomerNo), 'Order', 'ship');
  const lines = salesLinesOf(ctx, order);
  if (!hasGoodsToShip(lines)) throw dialogError('There is nothing to post.');
  checkShippingAdvice(order, lines);
  for (const line of lines) quantitiesToPost(line, { qtyToShip: line.qtyToShip });
  const departures = lines.map((line): Departure => ({ line, quantity: line.qtyToShip })).filter(({ quantity }) => !decimal(quantity).isZero());
  checkStock(
    ctx,
    departures.map(({ line, quantity }) => ({ ...line, quantity })),
  );
  const noSeries = ctx.setup.sales.postedShipmentNos;
  const shipment = ctx.records.of(salesShipmentHeader).insert({
    ...order,
    no: nextNo(ctx, noSeries, order.postingDate),
    noSeries,
    orderNo: order.no,
    userId: ctx.userName,
  });
  for (const departure of departures) shipLine(ctx, shipment, departure);
  const completelyShipped = lines.every((line) => decimal(line.qtyToShip).equals(line.outstandingQuantity));
  ctx.records.of(salesHeader).update(order, { status: 'Released', completelyShipped });
  return shipment;
};
