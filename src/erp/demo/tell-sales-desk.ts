import {
  addDays,
  changeSalesLine,
  createSalesDocument,
  postSalesCreditMemo,
  postSalesOrder,
  salesLinesOf,
  type SalesLineInput,
} from '../business/index.ts';
import type { Story } from './story.ts';

/**
 * What lies on the sales desk at the anchor date: quotes, orders (one of them partly shipped and invoiced), a posted and a
 * draft credit memo. They take only a few pieces of what is plentiful, none from the slipping vendor, for customers
 * outside the north who pay, and draw no chance, so everything told before stays as it is.
 */
export const layOutSalesDesk = (story: Story): void => {
  const { anchor, plan } = story.world;
  const ctx = story.world.on(anchor);
  const [first, second] = story.customers.filter((one) => one.region !== 'NORTH' && one.silentFrom === '');
  const surplus = ({ no, reorderPoint }: { no: string; reorderPoint: number }): number => (story.stock.get(no) ?? 0) - reorderPoint;
  const plenty = story.items.filter((one) => one.vendorNo !== plan.slippingVendor).sort((left, right) => surplus(right) - surplus(left));
  const line = (at: number, quantity: string): SalesLineInput[] => plenty.slice(at, at + 1).map(({ no }) => ({ no, quantity }));
  if (!first || !second) return;

  const quoteValidUntilDate = addDays(anchor, 30);
  createSalesDocument(ctx, 'Quote', { customerNo: first.no, quoteValidUntilDate, lines: [...line(0, '12'), ...line(1, '4')] });
  createSalesDocument(ctx, 'Quote', { customerNo: second.no, quoteValidUntilDate, lines: line(2, '6') });

  const requestedDeliveryDate = addDays(anchor, 10);
  createSalesDocument(ctx, 'Order', { customerNo: second.no, requestedDeliveryDate, externalDocumentNo: 'PO-7710', lines: line(1, '3') });
  const order = createSalesDocument(ctx, 'Order', { customerNo: first.no, externalDocumentNo: 'PO-7704', lines: [...line(0, '3'), ...line(2, '2')] });
  const [goods] = salesLinesOf(ctx, order);
  if (goods) changeSalesLine(ctx, goods, { qtyToShip: '2' });
  const { invoice } = postSalesOrder(ctx, order);

  const credited = { customerNo: first.no, ...(invoice ? { appliesToDocNo: invoice.no } : {}) };
  postSalesCreditMemo(ctx, createSalesDocument(ctx, 'Credit Memo', { ...credited, lines: line(0, '1') }));
  createSalesDocument(ctx, 'Credit Memo', { customerNo: second.no, lines: line(1, '1') });
};
