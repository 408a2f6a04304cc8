import { decimal } from '../../../kernel/money.ts';
import { salesHeader, type RowOf, type salesInvoiceHeader, type salesShipmentHeader } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { postSalesInvoice } from './post-sales-invoice.ts';
import { hasGoodsToShip, postSalesShipment } from './post-sales-shipment.ts';
import { chooseAllQuantities } from './quantities-to-post.ts';
import { salesLinesOf, type SalesHeader } from './sales-totals.ts';

/** What came of posting an order; at least one of the two. */
export interface PostedOrder {
  readonly shipment: RowOf<typeof salesShipmentHeader> | undefined;
  readonly invoice: RowOf<typeof salesInvoiceHeader> | undefined;
}

/**
 * Ships and invoices an order: of each line its Qty. to Ship and its Qty. to Invoice, by default all that is
 * outstanding. Where nothing is to be shipped it only invoices, and the other way round; nothing of either throws.
 */
export const postSalesOrder = (ctx: ErpContext, order: SalesHeader): PostedOrder => {
  const lines = salesLinesOf(ctx, order);
  const invoices = lines.some((line) => !decimal(line.qtyToInvoice).isZero());
  if (!hasGoodsToShip(lines) && !invoices) throw dialogError('There is nothing to post.');
  const shipment = hasGoodsToShip(lines) ? postSalesShipment(ctx, order) : undefined;
  if (!invoices) {
    chooseAllQuantities(ctx, order);
    return { shipment, invoice: undefined };
  }
  const shipped = ctx.records.of(salesHeader).require(order.documentType, order.no);
  return { shipment, invoice: postSalesInvoice(ctx, shipped) };
};
