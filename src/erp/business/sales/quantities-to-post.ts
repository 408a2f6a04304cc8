import { decimal } from '../../../kernel/money.ts';
import { salesLine } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { salesLinesOf, type SalesHeader } from './sales-totals.ts';

/** An order line's quantities, as far as choosing how much to post needs them. */
export interface OrderedQuantities {
  readonly outstandingQuantity: string;
  readonly quantityShipped: string;
  readonly quantityInvoiced: string;
  readonly qtyToShip: string;
  readonly qtyToInvoice: string;
}

/** How much of an order line the next posting ships and invoices. */
export interface QuantitiesToPost {
  readonly qtyToShip: string;
  readonly qtyToInvoice: string;
}

/**
 * Business Central's rule for Qty. to Ship and Qty. to Invoice: no more is shipped than is outstanding, no more
 * invoiced than was shipped or is about to be; a new quantity to ship brings the most that can be invoiced.
 */
export const quantitiesToPost = (line: OrderedQuantities, wanted: Partial<QuantitiesToPost>): QuantitiesToPost => {
  const qtyToShip = wanted.qtyToShip ?? line.qtyToShip;
  if (decimal(qtyToShip).isNegative() || decimal(qtyToShip).gt(line.outstandingQuantity)) {
    throw dialogError(`You cannot ship more than ${line.outstandingQuantity} units.`);
  }
  const most = decimal(line.quantityShipped).plus(qtyToShip).minus(line.quantityInvoiced).toFixed();
  const qtyToInvoice = wanted.qtyToInvoice ?? (wanted.qtyToShip === undefined ? line.qtyToInvoice : most);
  if (decimal(qtyToInvoice).isNegative() || decimal(qtyToInvoice).gt(most)) throw dialogError(`You cannot invoice more than ${most} units.`);
  return { qtyToShip, qtyToInvoice };
};

/** After a posting all that is outstanding of an order is chosen again, of every line. */
export const chooseAllQuantities = (ctx: ErpContext, order: SalesHeader): void => {
  for (const line of salesLinesOf(ctx, order)) {
    const qtyToInvoice = decimal(line.quantity).minus(line.quantityInvoiced).toFixed();
    ctx.records.of(salesLine).update(line, { qtyToShip: line.outstandingQuantity, qtyToInvoice });
  }
};
