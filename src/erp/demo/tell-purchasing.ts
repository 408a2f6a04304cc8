import {
  addDays,
  createPurchaseDocument,
  daysBetween,
  postPurchaseInvoice,
  postPurchaseReceipt,
  purchaseLinesOf,
  releasePurchaseDocument,
  weekday,
  type PurchaseLineInput,
} from '../business/index.ts';
import { purchaseHeader } from '../tables/index.ts';
import type { ItemCharacter } from './seed-items.ts';
import type { VendorCharacter } from './seed-vendors.ts';
import { addTo, arrange, nearestWorkingDay, type Story } from './story.ts';
import { workingDayFrom } from './world.ts';

const coverOf = (story: Story, one: ItemCharacter): number => ((story.stock.get(one.no) ?? 0) + (story.onOrder.get(one.no) ?? 0)) / one.reorderPoint;

/** How many days after the agreed date goods arrive. Most vendors keep their word; the slipping one did until half a year ago. */
const delayOf = (story: Story, seller: VendorCharacter, expected: string): number => {
  const { chance, anchor } = story.world;
  const monthsLeft = daysBetween(expected, anchor) / 30.4;
  if (seller.isSlipping && monthsLeft <= 6) return Math.max(0, Math.round(2 + ((6 - monthsLeft) / 6) * 5 + chance.normal() * 1.2));
  const draw = chance.next();
  if (draw < 0.78) return chance.int(-1, 0);
  return draw < 0.95 ? chance.int(1, 2) : chance.int(3, seller.isSlipping ? 3 : 5);
};

/** Places an order and arranges its arrival. */
export const orderFrom = (story: Story, seller: VendorCharacter, order: { date: string; lines: readonly PurchaseLineInput[] }): void => {
  const ctx = story.world.on(order.date);
  const requestedReceiptDate = workingDayFrom(addDays(order.date, seller.leadDays));
  const header = releasePurchaseDocument(
    ctx,
    createPurchaseDocument(ctx, 'Order', { vendorNo: seller.no, requestedReceiptDate, lines: order.lines }),
  );
  for (const line of order.lines) addTo(story.onOrder, line.no, Number(line.quantity));
  const arrival = nearestWorkingDay(addDays(requestedReceiptDate, delayOf(story, seller, requestedReceiptDate)));
  const isSplit = !seller.isSlipping && order.lines.length > 1 && story.world.chance.isLucky(0.12);
  const day = arrival > order.date ? arrival : workingDayFrom(addDays(order.date, 1));
  const firstLine = isSplit ? [10000] : undefined;
  arrange(story, day, () => receive(story, seller, { orderNo: header.no, date: day, lineNos: firstLine }));
  if (!isSplit) return;
  const rest = workingDayFrom(addDays(day, 4));
  arrange(story, rest, () => receive(story, seller, { orderNo: header.no, date: rest, lineNos: undefined }));
};

const receive = (story: Story, seller: VendorCharacter, arrival: { orderNo: string; date: string; lineNos: readonly number[] | undefined }): void => {
  const ctx = story.world.on(arrival.date);
  const order = ctx.records.of(purchaseHeader).require('Order', arrival.orderNo);
  const coming = purchaseLinesOf(ctx, order).filter((line) => !arrival.lineNos || arrival.lineNos.includes(line.lineNo));
  const quantities = coming.map((line) => ({ lineNo: line.lineNo, quantity: line.outstandingQuantity }));
  postPurchaseReceipt(ctx, order, { postingDate: arrival.date, quantities });
  for (const line of coming) {
    addTo(story.stock, line.no, Number(line.outstandingQuantity));
    addTo(story.onOrder, line.no, -Number(line.outstandingQuantity));
  }
  const invoiceDay = workingDayFrom(addDays(arrival.date, story.world.chance.int(1, 5)));
  arrange(story, invoiceDay, () => invoice(story, seller, { orderNo: arrival.orderNo, date: invoiceDay, documentDate: arrival.date }));
};

const invoice = (story: Story, seller: VendorCharacter, bill: { orderNo: string; date: string; documentDate: string }): void => {
  const ctx = story.world.on(bill.date);
  const order = ctx.records.of(purchaseHeader).get('Order', bill.orderNo);
  if (!order || purchaseLinesOf(ctx, order).every((line) => line.qtyRcdNotInvoiced === '0')) return;
  const posted = postPurchaseInvoice(ctx, order, {
    postingDate: bill.date,
    documentDate: bill.documentDate,
    vendorInvoiceNo: `${seller.no.slice(2)}-${bill.orderNo.slice(3)}-${bill.date.slice(5).replace('-', '')}`,
  });
  arrangeVendorPayment(story, seller, { entryNo: posted.vendorLedgerEntryNo, amount: posted.amountIncludingVat, dueDate: posted.dueDate });
};

/**
 * Puts a vendor's invoice on the list of payment runs. Runs take what falls due before the next one; now and
 * then an invoice is held longer, the slipping vendor's in the last ten weeks more often than not.
 */
export const arrangeVendorPayment = (story: Story, seller: VendorCharacter, debt: { entryNo: number; amount: string; dueDate: string }): void => {
  const { chance, anchor } = story.world;
  const isHeld = seller.isSlipping && daysBetween(debt.dueDate, anchor) <= 72 ? chance.isLucky(0.7) : chance.isLucky(0.03);
  const held = isHeld ? chance.int(8, 15) : 0;
  story.payables.push({ vendorNo: seller.no, entryNo: debt.entryNo, amount: debt.amount, from: addDays(debt.dueDate, held - 6) });
};

/** The look at the reorder points, every third week, last one to two weeks before the anchor date: one order per vendor with all that is needed from him. */
export const reviewStock = (story: Story, date: string): void => {
  const byVendor = new Map<string, PurchaseLineInput[]>();
  for (const one of story.items) {
    const seller = story.vendors.find((vendor) => vendor.no === one.vendorNo);
    if (seller?.isSlipping || coverOf(story, one) > 1.4) continue;
    const lines = byVendor.get(one.vendorNo) ?? [];
    lines.push({ no: one.no, quantity: String(one.reorderQuantity) });
    byVendor.set(one.vendorNo, lines);
  }
  for (const seller of story.vendors) {
    const lines = byVendor.get(seller.no);
    if (lines) orderFrom(story, seller, { date, lines });
  }
};

/** The slipping vendor gets small orders twice a week, sometimes a third, for whatever is lowest. */
export const orderSmallLots = (story: Story, date: string): void => {
  const seller = story.vendors.find((vendor) => vendor.isSlipping);
  const day = weekday(date);
  const isOrderDay = day === 2 || day === 4 || (day === 5 && story.world.chance.isLucky(0.25));
  if (!seller || !isOrderDay) return;
  const wanted = story.items
    .filter((one) => one.vendorNo === seller.no)
    .sort((left, right) => coverOf(story, left) - coverOf(story, right))
    .slice(0, story.world.chance.int(1, 3));
  const lines = wanted.map((one) => {
    const isPlenty = coverOf(story, one) > 2;
    return { no: one.no, quantity: String(Math.max(5, Math.ceil((one.reorderQuantity * (isPlenty ? 0.3 : 1)) / 5) * 5)) };
  });
  orderFrom(story, seller, { date, lines });
};
