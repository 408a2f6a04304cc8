import { decimal } from '../../../kernel/money.ts';
import { purchasePrice, type RowOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';

/** An agreed price, as far as choosing needs it. */
export interface PriceCandidate {
  readonly startingDate: string;
  readonly endingDate: string;
  readonly minimumQuantity: string;
  readonly directUnitCost: string;
}

/** The lowest price that is valid on the date for the quantity; undefined if none is. A blank ending date is open. */
export const bestPurchasePrice = <T extends PriceCandidate>(candidates: readonly T[], at: { date: string; quantity: string }): T | undefined =>
  candidates
    .filter((price) => price.startingDate <= at.date && (price.endingDate === '' || at.date <= price.endingDate))
    .filter((price) => decimal(price.minimumQuantity).lte(at.quantity))
    .reduce<T | undefined>((best, price) => (best && decimal(best.directUnitCost).lte(price.directUnitCost) ? best : price), undefined);

/** The vendor's price for an item on a date and quantity, or undefined if none is agreed. */
export const purchasePriceFor = (
  ctx: ErpContext,
  wanted: { vendorNo: string; itemNo: string; date: string; quantity: string },
): RowOf<typeof purchasePrice> | undefined =>
  bestPurchasePrice(ctx.records.of(purchasePrice).find({ vendorNo: wanted.vendorNo, itemNo: wanted.itemNo }), wanted);
