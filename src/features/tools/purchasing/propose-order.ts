import { z } from 'zod';
import type { ProposalPreview } from '../../../contracts/approvals.ts';
import { decimal, money, sum, type Money } from '../../../kernel/money.ts';
import { formatAmount, plainDecimal } from '../format-amount.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { flagOf, textOf } from '../record-fields.ts';
import type { NotPrepared } from '../tool.ts';
import { purchaseCost, sellerOf, type Seller } from './purchase-costs.ts';

/** One line of an order to be. All figures are decimal strings. */
export const orderDraftLineSchema = z.strictObject({
  itemNumber: z.string(),
  description: z.string(),
  unitOfMeasureCode: z.string(),
  quantity: z.string(),
  directUnitCost: z.string(),
  amount: z.string(),
});

/** A purchase order to be: everything that is sent, and nothing to look up again. */
export const orderDraftSchema = z.strictObject({
  vendorNumber: z.string(),
  vendorName: z.string(),
  orderDate: z.string(),
  requestedReceiptDate: z.string().nullable(),
  currencyCode: z.string(),
  lines: z.array(orderDraftLineSchema),
  totalAmountExcludingTax: z.string(),
});
/** A purchase order to be. */
export type OrderDraft = z.infer<typeof orderDraftSchema>;

/** What an order is proposed from. */
export interface OrderFacts {
  readonly vendor: ErpRecord;
  readonly items: ReadonlyMap<string, ErpRecord>;
  readonly prices: readonly ErpRecord[];
  readonly wanted: readonly { readonly itemNumber: string; readonly quantity: string }[];
  readonly orderDate: string;
  readonly requestedReceiptDate: string | null;
}

const notPrepared = (message: string, remedy: string): NotPrepared => ({ kind: 'not_prepared', message, remedy });

const noPrice = (itemNumber: string, { currencyCode, sellsInLocalCurrency }: Seller): NotPrepared =>
  sellsInLocalCurrency
    ? notPrepared(`No purchase price or cost is known for item ${itemNumber}.`, 'Enter a purchase price or a unit cost in the ERP, then ask again.')
    : notPrepared(
        `No purchase price in ${currencyCode} is known for item ${itemNumber}.`,
        `The vendor sells in ${currencyCode}: enter a purchase price in that currency in the ERP, then ask again.`,
      );

type DraftLine = z.infer<typeof orderDraftLineSchema>;

const proposeLine = (facts: OrderFacts, { itemNumber, quantity }: OrderFacts['wanted'][number]): DraftLine | NotPrepared => {
  const item = facts.items.get(itemNumber);
  if (!item) return notPrepared(`There is no item ${itemNumber}, or none that you may see.`, 'Look the number up with read_items.');
  if (flagOf(item, 'blocked')) return notPrepared(`Item ${itemNumber} is blocked.`, 'Leave the item out, or have it unblocked in the ERP.');
  const wanted = decimal(quantity);
  const seller = sellerOf(facts.vendor);
  const cost = purchaseCost(facts.prices, { seller, item, quantity: wanted, on: facts.orderDate });
  // An order without a cost would slip under every amount limit.
  if (!cost) return noPrice(itemNumber, seller);
  const { directUnitCost } = cost;
  return {
    itemNumber,
    description: textOf(item, 'displayName'),
    unitOfMeasureCode: textOf(item, 'baseUnitOfMeasureCode'),
    quantity: plainDecimal(wanted),
    directUnitCost: plainDecimal(directUnitCost, 2),
    amount: money(wanted.times(directUnitCost)),
  };
};

/** The order these facts make, priced as of its date, or the first reason why there can be none. Pure. */
export const proposeOrder = (facts: OrderFacts): OrderDraft | NotPrepared => {
  const lines: DraftLine[] = [];
  for (const wanted of facts.wanted) {
    const line = proposeLine(facts, wanted);
    if ('kind' in line) return line;
    lines.push(line);
  }
  return {
    vendorNumber: textOf(facts.vendor, 'number'),
    vendorName: textOf(facts.vendor, 'displayName'),
    orderDate: facts.orderDate,
    requestedReceiptDate: facts.requestedReceiptDate,
    currencyCode: textOf(facts.vendor, 'currencyCode'),
    lines,
    totalAmountExcludingTax: money(sum(lines.map((line) => line.amount))),
  };
};

/** The amount at stake: the order's total without tax. */
export const amountOf = (draft: OrderDraft): { value: Money; currency: string } => ({
  value: draft.totalAmountExcludingTax,
  currency: draft.currencyCode,
});

const columns = [
  { label: 'Item', align: 'start' },
  { label: 'Description', align: 'start' },
  { label: 'Quantity', align: 'end' },
  { label: 'Unit', align: 'start' },
  { label: 'Unit cost', align: 'end' },
  { label: 'Amount', align: 'end' },
] as const;

/** What a person sees before the order exists; `comment` is the line that marks it as an agent's work. */
export const previewOrder = (draft: OrderDraft, comment: string): ProposalPreview => {
  const field = (label: string, after: string) => ({ label, before: null, after });
  const total = formatAmount(draft.totalAmountExcludingTax, draft.currencyCode);
  return {
    title: `Purchase order with ${draft.vendorName} (${draft.vendorNumber})`,
    summary: `Creates a draft purchase order over ${total} without tax in the ERP. Nothing is ordered until someone releases and sends it.`,
    fields: [
      field('Vendor', `${draft.vendorNumber} ${draft.vendorName}`),
      field('Order date', draft.orderDate),
      ...(draft.requestedReceiptDate === null ? [] : [field('Requested receipt', draft.requestedReceiptDate)]),
      field('Total without tax', total),
      field('Comment line', comment),
    ],
    table: {
      columns: [...columns],
      rows: draft.lines.map((line) => [
        line.itemNumber,
        line.description,
        line.quantity,
        line.unitOfMeasureCode,
        line.directUnitCost,
        formatAmount(line.amount),
      ]),
    },
    text: null,
    attachments: [],
  };
};
