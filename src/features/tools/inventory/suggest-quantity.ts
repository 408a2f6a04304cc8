import type { Decimal } from 'decimal.js';
import { decimal } from '../../../kernel/money.ts';

/** The stock situation of one item. */
export interface StockSituation {
  readonly inventory: Decimal;
  readonly onOrder: Decimal;
  readonly reorderPoint: Decimal;
  /** The lot it is bought in; zero where none is set. */
  readonly reorderQuantity: Decimal;
}

/**
 * How much to buy: nothing where what is on order lifts the stock to the reorder point; else what is missing to
 * it, rounded up to whole reorder quantities.
 */
export const suggestQuantity = ({ inventory, onOrder, reorderPoint, reorderQuantity }: StockSituation): Decimal => {
  const missing = reorderPoint.minus(inventory).minus(onOrder);
  if (missing.lte(0)) return decimal(0);
  return reorderQuantity.gt(0) ? missing.div(reorderQuantity).ceil().times(reorderQuantity) : missing;
};
