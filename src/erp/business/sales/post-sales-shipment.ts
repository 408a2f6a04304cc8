import { decimal, money } from '../../../kernel/money.ts';
import { salesHeader, salesLine, salesShipmentHeader, salesShipmentLine, type RowOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { costOfQuantity } from '../ledger/item-movement.ts';
import { nextNo } from '../no-series.ts';
import { checkPostingDate } from '../posting-date.ts';
import { checkCustomerBlocked } from './customer-blocked.ts';
import { quantitiesToPost } from './quantities-to-post.ts';
import { checkStock, moveGoods, soldLine, type SoldLine } from './sales-goods.ts';
import { customerOf } from './sales-header.ts';
import { checkSalesPostable } from './sales-postable.ts';
import { salesLinesOf, type SalesHeader, type SalesLine } from './sales-totals.ts';

type Shipment = RowOf<typeof salesShipmentHeader>;

/** A line as it is on the order, and as it is shipped: with the quantity that leaves. */
interface Departure {
  readonly ordered: SalesLine;
  readonly shipped: SoldLine;
}

const shipGoods = (ctx: ErpContext, shipment: Shipment, { line, item }: SoldLine): number => {
  if (item === undefined) return 0;
  const cost = money(decimal(costOfQuantity(item, line.quantity)).negated());
  const { no: documentNo, postingDate } = shipment;
  const out = { documentType: 'Sales Shipment', documentNo, postingDate, quantity: decimal(line.quantity).negated().toFixed() } as const;
  return moveGoods(ctx, line, { item, ...out, cost, isInvoiced: false, salesAmount: '0' }).entryNo;
};

const shipLine = (ctx: ErpContext, shipment: Shipment, { ordered, shipped }: Departure): void => {
  const { quantity } = shipped.line;
  ctx.records.of(salesShipmentLine).add({
    ...shipped.line,
    documentNo: shipment.no,
    postingDate: shipment.postingDate,
    orderNo: ordered.documentNo,
    orderLineNo: ordered.lineNo,
    itemShptEntryNo: shipGoods(ctx, shipment, shipped),
    quantityInvoiced: '0',
    qtyShippedNotInvoiced: quantity,
  });
  const outstandingQuantity = decimal(ordered.outstandingQuantity).minus(quantity).toFixed();
  ctx.records.of(salesLine).update(ordered, {
    quantityShipped: decimal(ordered.quantityShipped).plus(quantity).toFixed(),
    qtyShippedNotInvoiced: decimal(ordered.qtyShippedNotInvoiced).plus(quantity).toFixed(),
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
  const departures = lines
    .filter((line) => !decimal(line.qtyToShip).isZero())
    .map((ordered): Departure => ({ ordered, shipped: soldLine(ctx, { ...ordered, quantity: ordered.qtyToShip }) }));
  checkStock(
    ctx,
    departures.map(({ shipped }) => shipped),
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
