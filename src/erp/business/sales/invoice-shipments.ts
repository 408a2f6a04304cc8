import { decimal, money, sum, type Money } from '../../../kernel/money.ts';
import { salesShipmentLine, type RowOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { invoiceMovement } from '../ledger/item-movement.ts';
import type { SoldLine } from './sales-goods.ts';
import type { SalesLine } from './sales-totals.ts';

/** The invoice that is posted for an order. */
export interface InvoiceOfOrder {
  readonly no: string;
  readonly postingDate: string;
}

interface Share {
  readonly shipped: RowOf<typeof salesShipmentLine>;
  readonly quantity: string;
  readonly salesAmount: Money;
}

/** An order line's invoiced quantity and turnover over its shipments, oldest first. */
const sharesOf = (ctx: ErpContext, line: SalesLine): readonly Share[] => {
  let open = decimal(line.quantity);
  let turnover = decimal(line.amount);
  return ctx.records
    .of(salesShipmentLine)
    .find({ orderNo: line.documentNo, orderLineNo: line.lineNo })
    .flatMap((shipped) => {
      const most = decimal(shipped.qtyShippedNotInvoiced);
      const quantity = most.lt(open) ? most : open;
      if (quantity.isZero()) return [];
      const salesAmount = quantity.equals(open) ? turnover : turnover.times(quantity).dividedBy(open).toDecimalPlaces(2);
      open = open.minus(quantity);
      turnover = turnover.minus(salesAmount);
      return [{ shipped, quantity: quantity.toFixed(), salesAmount: money(salesAmount) }];
    });
};

/**
 * Confirms the cost of the shipped goods that an order line (its quantity being what is invoiced) bills, and marks
 * its shipments as invoiced. Answers that cost, positive; 0 for what is not kept in stock.
 */
export const invoiceShipments = (ctx: ErpContext, { line, item }: SoldLine, invoice: InvoiceOfOrder): Money => {
  const costs = sharesOf(ctx, line).map(({ shipped, quantity, salesAmount }) => {
    ctx.records.of(salesShipmentLine).update(shipped, {
      quantityInvoiced: decimal(shipped.quantityInvoiced).plus(quantity).toFixed(),
      qtyShippedNotInvoiced: decimal(shipped.qtyShippedNotInvoiced).minus(quantity).toFixed(),
    });
    if (item === undefined || shipped.itemShptEntryNo === 0) return money(0);
    return invoiceMovement(ctx, shipped.itemShptEntryNo, {
      item,
      postingDate: invoice.postingDate,
      documentNo: invoice.no,
      documentLineNo: line.lineNo,
      description: line.description,
      invoicedQuantity: decimal(quantity).negated().toFixed(),
      salesAmount,
    });
  });
  return money(sum(costs).negated());
};
