import { decimal, money, sum } from '../../../kernel/money.ts';
import { generalPostingSetup, item, vatPostingSetup, type RowOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { documentAmounts, type LineAmounts } from '../document-amounts.ts';
import { itemOf, ledgerDimensions } from '../ledger-dimensions.ts';
import { vatLinesByGroup } from '../ledger/vat-lines.ts';
import type { GlLine, PartyLine, VatLine } from '../ledger/voucher.ts';
import { purchaseLinesOf, type PurchaseHeader, type PurchaseLine } from './purchase-documents.ts';
import { vendorOf } from './purchase-header.ts';

/** A line of a document that is being posted: the source line, the quantity of it that is, and its amounts. */
export interface PostedLine {
  readonly line: PurchaseLine;
  /** The item's card, where the line is an item. */
  readonly card: RowOf<typeof item> | undefined;
  readonly quantity: string;
  readonly amounts: LineAmounts;
}

/** Which way a document goes: an invoice debits purchases, a credit memo credits them. */
export type Sign = 1 | -1;

/** The amount with the document's sign. */
export const signed = (amount: string, sign: Sign): string => money(decimal(amount).times(sign));

/** The document's lines with what is posted of each, priced together; lines of which nothing is posted are left out. */
export const postedLines = (ctx: ErpContext, header: PurchaseHeader, quantityOf: (line: PurchaseLine) => string): readonly PostedLine[] => {
  const open = purchaseLinesOf(ctx, header)
    .map((line) => ({ line, quantity: quantityOf(line) }))
    .filter(({ quantity }) => decimal(quantity).gt(0));
  const { lines } = documentAmounts(open.map(({ line, quantity }) => ({ ...line, quantity, unitPrice: line.directUnitCost })));
  return open.map((one, at) => ({
    ...one,
    card: one.line.type === 'Item' ? ctx.records.of(item).require(one.line.no) : undefined,
    amounts: lines[at]!,
  }));
};

/** The totals of posted lines. */
export const totalsOf = (lines: readonly PostedLine[]) => ({
  amount: money(sum(lines.map(({ amounts }) => amounts.amount))),
  amountIncludingVat: money(sum(lines.map(({ amounts }) => amounts.amountIncludingVat))),
});

/** G/L lines for one line's purchase and VAT, and for the cost of its goods, positive, where it has any. */
export const purchaseGlLines = (ctx: ErpContext, one: PostedLine, posting: { sign: Sign; cost: string }): readonly GlLine[] => {
  const { line, amounts } = one;
  const { sign, cost } = posting;
  const groups = { genBusPostingGroup: line.genBusPostingGroup, genProdPostingGroup: line.genProdPostingGroup };
  const dimensions = ledgerDimensions(line);
  const amount = signed(amounts.amount, sign);
  const vatAmount = signed(money(decimal(amounts.amountIncludingVat).minus(amounts.amount)), sign);
  const lines: GlLine[] = [];
  if (!decimal(vatAmount).isZero()) {
    const vat = ctx.setup.vat(line.vatBusPostingGroup, line.vatProdPostingGroup);
    lines.push({ account: ctx.setup.account(vatPostingSetup, vat, 'purchaseVatAccount'), amount: vatAmount, dimensions });
  }
  if (line.type === 'G/L Account') return [...lines, { account: line.no, amount, dimensions, vatAmount, ...groups, isDirect: true }];
  const setup = ctx.setup.general(line.genBusPostingGroup, line.genProdPostingGroup);
  const account = ctx.setup.account(generalPostingSetup, setup, sign === 1 ? 'purchAccount' : 'purchCreditMemoAccount');
  lines.push({ account, amount, dimensions, vatAmount, ...groups, ...itemOf(line) });
  if (one.card?.type === 'Inventory') {
    const applied = ctx.setup.account(generalPostingSetup, setup, 'directCostAppliedAccount');
    lines.push({ account: ctx.setup.inventoryAccount(line.locationCode, line.postingGroup), amount: signed(cost, sign), dimensions });
    lines.push({ account: applied, amount: signed(money(decimal(cost).negated()), sign), dimensions, ...groups });
  }
  return lines;
};

/** VAT entries of the posted lines. */
export const purchaseVatLines = (header: PurchaseHeader, lines: readonly PostedLine[], sign: Sign): readonly VatLine[] =>
  vatLinesByGroup(
    lines.map(({ line, amounts }) => ({ ...amounts, vatPercent: line.vatPercent, vatProdPostingGroup: line.vatProdPostingGroup })),
    { type: 'Purchase', sign, vatBusPostingGroup: header.vatBusPostingGroup, countryRegionCode: header.buyFromCountryRegionCode },
  );

/** The vendor's ledger entry: what he is owed for an invoice (negative), or owes for a credit memo (positive). */
export const vendorPartyLine = (
  ctx: ErpContext,
  header: PurchaseHeader,
  posting: { lines: readonly PostedLine[]; sign: Sign; dueDate: string },
): PartyLine => {
  const { no, name } = vendorOf(ctx, header.buyFromVendorNo);
  const { amount, amountIncludingVat } = totalsOf(posting.lines);
  const owed = posting.sign === 1 ? -1 : 1;
  return {
    party: 'Vendor',
    no,
    name,
    postingGroup: header.vendorPostingGroup,
    amount: signed(amountIncludingVat, owed),
    turnover: signed(amount, owed),
    dueDate: posting.dueDate,
    dimensions: ledgerDimensions(header),
    personCode: header.purchaserCode,
    paymentMethodCode: header.paymentMethodCode,
  };
};
