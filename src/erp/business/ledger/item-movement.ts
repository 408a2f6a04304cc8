import { decimal, money, type Money } from '../../../kernel/money.ts';
import { fromScaled, item, itemLedgerEntry, valueEntry, type RowOf, type ValuesOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkDimensions } from '../dimensions/check-dimensions.ts';
import { nextEntryNo } from './entry-numbers.ts';
import type { Dimensions } from './voucher.ts';

type ItemEntry = ValuesOf<typeof itemLedgerEntry>;

/** One movement of stock. Quantity is positive in, negative out. */
export interface ItemMovement {
  readonly item: RowOf<typeof item>;
  readonly entryType: ItemEntry['entryType'];
  readonly documentType: ItemEntry['documentType'];
  readonly documentNo: string;
  readonly documentLineNo: number;
  /** The document that is being posted, as errors name it; the posted one if left out. */
  readonly origin?: string;
  readonly postingDate: string;
  readonly sourceType: ItemEntry['sourceType'];
  readonly sourceNo: string;
  readonly description: string;
  readonly locationCode: string;
  readonly quantity: string;
  /** Cost of the whole quantity, signed as the quantity, and whether an invoice has confirmed it. */
  readonly cost: Money;
  readonly isInvoiced: boolean;
  /** Turnover without VAT of a sale, positive; of a return, negative. */
  readonly salesAmount: Money;
  readonly dimensions: Dimensions;
}

/** Stock of an item over all locations, as a decimal string. */
export const inventoryOf = (ctx: ErpContext, itemNo: string): string => {
  const { scope } = ctx.records;
  const row = ctx.records
    .statement('SELECT coalesce(sum(quantity), 0) AS quantity FROM ItemLedgerEntry WHERE company = ? AND itemNo = ?')
    .get(scope.company, itemNo);
  return fromScaled((row as { quantity: number }).quantity, 5);
};

/** Throws unless that much of the item is in stock. */
export const checkInventory = (ctx: ErpContext, itemNo: string, quantity: string): void => {
  if (decimal(inventoryOf(ctx, itemNo)).lt(quantity)) throw dialogError(`You have insufficient quantity of Item ${itemNo} on inventory.`);
};

/** What an outgoing quantity costs at the item's present unit cost, positive, in cents. */
export const costOfQuantity = (record: RowOf<typeof item>, quantity: string): Money => money(decimal(record.unitCost).times(quantity));

/** Writes a movement's item ledger entry and its first value entry; answers the item ledger entry. Throws if the item's dimension rules are broken. */
export const postItemMovement = (ctx: ErpContext, movement: ItemMovement): RowOf<typeof itemLedgerEntry> => {
  const origin = movement.origin ?? `${movement.documentType === ' ' ? 'Document' : movement.documentType} ${movement.documentNo}`;
  const text = `${origin}, line no. ${movement.documentLineNo}`;
  checkDimensions(ctx, { dimensions: movement.dimensions, owners: [{ table: item, no: movement.item.no }], origin: { kind: 'document', text } });
  const entries = ctx.records.of(itemLedgerEntry);
  const actual = movement.isInvoiced ? movement.cost : '0';
  const entry = entries.insert({
    ...movement.dimensions,
    entryNo: nextEntryNo(ctx, itemLedgerEntry),
    itemNo: movement.item.no,
    postingDate: movement.postingDate,
    entryType: movement.entryType,
    sourceType: movement.sourceType,
    sourceNo: movement.sourceNo,
    documentType: movement.documentType,
    documentNo: movement.documentNo,
    documentLineNo: movement.documentLineNo,
    description: movement.description,
    locationCode: movement.locationCode,
    quantity: movement.quantity,
    invoicedQuantity: movement.isInvoiced ? movement.quantity : '0',
    salesAmountActual: movement.salesAmount,
    costAmountActual: actual,
    costAmountExpected: movement.isInvoiced ? '0' : movement.cost,
    positive: !decimal(movement.quantity).isNegative(),
  });
  postValueEntry(ctx, entry, { ...movement, invoicedQuantity: entry.invoicedQuantity, actual, expected: entry.costAmountExpected });
  return entry;
};

/** One change of the cost of a movement. */
export interface ValueChange {
  readonly item: RowOf<typeof item>;
  readonly postingDate: string;
  readonly documentNo: string;
  readonly documentLineNo?: number;
  readonly description: string;
  readonly quantity: string;
  readonly invoicedQuantity: string;
  readonly actual: string;
  readonly expected: string;
  readonly salesAmount: Money;
}

/** Writes a value entry to a movement. Cost that is actual counts as posted to G/L: the caller posts it with the document. */
export const postValueEntry = (ctx: ErpContext, entry: RowOf<typeof itemLedgerEntry>, change: ValueChange): void => {
  const values = ctx.records.of(valueEntry);
  const priced = decimal(change.quantity).isZero() ? change.invoicedQuantity : change.quantity;
  const cost = decimal(change.actual).plus(change.expected);
  values.add({
    entryNo: nextEntryNo(ctx, valueEntry),
    itemNo: entry.itemNo,
    postingDate: change.postingDate,
    itemLedgerEntryType: entry.entryType,
    itemLedgerEntryNo: entry.entryNo,
    documentNo: change.documentNo,
    documentLineNo: change.documentLineNo ?? 0,
    description: change.description,
    locationCode: entry.locationCode,
    inventoryPostingGroup: change.item.inventoryPostingGroup,
    itemLedgerEntryQuantity: change.quantity,
    invoicedQuantity: change.invoicedQuantity,
    costPerUnit: decimal(priced).isZero() ? '0' : cost.dividedBy(priced).abs().toDecimalPlaces(5).toFixed(),
    costAmountActual: change.actual,
    costAmountExpected: change.expected,
    costPostedToGl: change.actual,
    salesAmountActual: change.salesAmount,
    sourceType: entry.sourceType,
    sourceNo: entry.sourceNo,
    userId: ctx.userName,
  });
};

/** What an invoice says of a movement; without an actual cost the expected one is confirmed. */
export type InvoicedMovement = Omit<ValueChange, 'quantity' | 'expected' | 'actual'> & { readonly actual?: string };

/**
 * An invoice confirms the cost of part of a received or shipped quantity: the expected cost of that part goes,
 * the actual cost comes. Answers the actual cost, signed as the quantity.
 */
export const invoiceMovement = (ctx: ErpContext, entryNo: number, change: InvoicedMovement): Money => {
  const entries = ctx.records.of(itemLedgerEntry);
  const entry = entries.require(entryNo);
  const open = decimal(entry.quantity).minus(entry.invoicedQuantity);
  const isLast = open.equals(change.invoicedQuantity);
  const share = isLast
    ? decimal(entry.costAmountExpected)
    : decimal(entry.costAmountExpected).times(change.invoicedQuantity).dividedBy(open).toDecimalPlaces(2);
  const actual = money(change.actual ?? share);
  postValueEntry(ctx, entry, { ...change, actual, quantity: '0', expected: money(share.negated()) });
  entries.update(entry, {
    invoicedQuantity: decimal(entry.invoicedQuantity).plus(change.invoicedQuantity).toFixed(),
    costAmountActual: money(decimal(entry.costAmountActual).plus(actual)),
    costAmountExpected: money(decimal(entry.costAmountExpected).minus(share)),
    salesAmountActual: money(decimal(entry.salesAmountActual).plus(change.salesAmount)),
  });
  return actual;
};

/**
 * Brings an item's unit cost up to date after cost came in: the average over stock, expected cost included.
 * Without stock the last cost stays.
 */
export const refreshUnitCost = (ctx: ErpContext, record: RowOf<typeof item>, lastDirectCost?: string): void => {
  const { scope } = ctx.records;
  const row = ctx.records
    .statement(
      'SELECT coalesce(sum(costAmountActual + costAmountExpected), 0) AS cost, coalesce(sum(quantity), 0) AS quantity FROM ItemLedgerEntry WHERE company = ? AND itemNo = ?',
    )
    .get(scope.company, record.no) as { cost: number; quantity: number };
  const hasValue = row.quantity > 0 && row.cost > 0;
  const unitCost = hasValue ? decimal(fromScaled(row.cost, 2)).dividedBy(fromScaled(row.quantity, 5)).toDecimalPlaces(5).toFixed() : record.unitCost;
  if (unitCost === record.unitCost && (lastDirectCost === undefined || lastDirectCost === record.lastDirectCost)) return;
  ctx.records.of(item).update(record, { unitCost, ...(lastDirectCost === undefined ? {} : { lastDirectCost }) });
};
