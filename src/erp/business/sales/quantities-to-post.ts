import { decimal } from '../../../kernel/money.ts';
import { dialogError } from '../business-error.ts';

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
