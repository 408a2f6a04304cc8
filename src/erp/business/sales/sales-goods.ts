import { decimal, money, sum, type Money } from '../../../kernel/money.ts';
import { item, valueEntry, type itemLedgerEntry, type RowOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { checkInventory, costOfQuantity, postItemMovement } from '../ledger/item-movement.ts';
import type { SalesHeader, SalesLine } from './sales-totals.ts';

type ItemEntry = RowOf<typeof itemLedgerEntry>;

/** A line with its item, where it is one that is kept in stock. */
export interface SoldLine {
  readonly line: SalesLine;
  readonly item: RowOf<typeof item> | undefined;
}

/** The line with its item. */
export const soldLine = (ctx: ErpContext, line: SalesLine): SoldLine => {
  const record = line.type === 'Item' ? ctx.records.of(item).require(line.no) : undefined;
  return { line, item: record?.type === 'Inventory' ? record : undefined };
};

/** Throws unless there is enough in stock of everything that the lines, quantities being what leaves, take together. */
export const checkStock = (ctx: ErpContext, lines: readonly SoldLine[]): void => {
  const wanted = new Map<string, string>();
  for (const { line, item: stocked } of lines) {
    if (stocked === undefined) continue;
    const quantity = decimal(wanted.get(line.no) ?? 0).plus(line.quantity);
    wanted.set(line.no, quantity.toFixed());
  }
  for (const [itemNo, quantity] of wanted) checkInventory(ctx, itemNo, quantity);
};

/**
 * What a line's goods cost, positive. A document that takes another back (Applies-to Doc. No.) moves them at the cost
 * at which that one's line of the same number moved them; any other at the item's present unit cost.
 */
export const goodsCost = (ctx: ErpContext, header: SalesHeader, goods: { line: SalesLine; item: RowOf<typeof item> }): Money => {
  const { no: itemNo, lineNo: documentLineNo, quantity } = goods.line;
  const documentNo = header.appliesToDocNo;
  const moved = documentNo === '' ? [] : ctx.records.of(valueEntry).find({ documentNo, documentLineNo, itemNo });
  const movedQuantity = sum(moved.map((entry) => entry.invoicedQuantity));
  if (movedQuantity.isZero()) return costOfQuantity(goods.item, quantity);
  const cost = sum(moved.map((entry) => entry.costAmountActual));
  return money(cost.times(quantity).dividedBy(movedQuantity).abs());
};

/** Goods that leave (negative quantity and cost) or come back with a document of sales. */
export interface GoodsMovement {
  readonly item: RowOf<typeof item>;
  readonly documentType: ItemEntry['documentType'];
  readonly documentNo: string;
  readonly postingDate: string;
  readonly quantity: string;
  readonly cost: Money;
  readonly isInvoiced: boolean;
  /** Turnover of it, if it is invoiced with this; negative of goods that come back. */
  readonly salesAmount: string;
}

/** Writes the item ledger entry of a line's goods. */
export const moveGoods = (ctx: ErpContext, line: SalesLine, movement: GoodsMovement): ItemEntry =>
  postItemMovement(ctx, {
    ...movement,
    origin: `${line.documentType} ${line.documentNo}`,
    entryType: 'Sale',
    documentLineNo: line.lineNo,
    sourceType: 'Customer',
    sourceNo: line.sellToCustomerNo,
    description: line.description,
    locationCode: line.locationCode,
    salesAmount: money(movement.salesAmount),
    dimensions: ledgerDimensions(line),
  });
