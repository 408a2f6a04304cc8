import { decimal, money, sum, type Money } from '../../../kernel/money.ts';
import { generalPostingSetup, vatPostingSetup } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { itemOf, ledgerDimensions } from '../ledger-dimensions.ts';
import { postVoucher, type PostedVoucher } from '../ledger/post-voucher.ts';
import { vatLinesByGroup } from '../ledger/vat-lines.ts';
import type { GlLine } from '../ledger/voucher.ts';
import { customerOf } from './sales-header.ts';
import type { SalesHeader, SalesLine } from './sales-totals.ts';

/** A line as it is posted: with the quantity and amounts of this document, and what its goods cost (0 if none move). */
export interface PostedSalesLine {
  readonly line: SalesLine;
  /** Positive. */
  readonly cost: Money;
}

/** A document of sales as the ledgers see it. */
export interface SalesPosting {
  readonly kind: 'Invoice' | 'Credit Memo';
  readonly header: SalesHeader;
  readonly no: string;
  readonly lines: readonly PostedSalesLine[];
}

/** An invoice credits turnover and debits cost; a credit memo does the opposite. */
const signed = (kind: SalesPosting['kind'], amount: string): Money => money(kind === 'Invoice' ? amount : decimal(amount).negated());
const opposite = (kind: SalesPosting['kind'], amount: string): Money => signed(kind === 'Invoice' ? 'Credit Memo' : 'Invoice', amount);

/** Turnover and VAT of a line. */
const revenueLines = (ctx: ErpContext, kind: SalesPosting['kind'], line: SalesLine): readonly GlLine[] => {
  const groups = { genBusPostingGroup: line.genBusPostingGroup, genProdPostingGroup: line.genProdPostingGroup };
  const dimensions = ledgerDimensions(line);
  const tax = money(decimal(line.amountIncludingVat).minus(line.amount));
  const setup = line.type === 'Item' ? ctx.setup.general(line.genBusPostingGroup, line.genProdPostingGroup) : undefined;
  const field = kind === 'Invoice' ? 'salesAccount' : 'salesCreditMemoAccount';
  const account = setup ? ctx.setup.account(generalPostingSetup, setup, field) : line.no;
  const turnover: GlLine = {
    account,
    amount: opposite(kind, line.amount),
    dimensions,
    vatAmount: opposite(kind, tax),
    ...groups,
    isDirect: !setup,
    ...itemOf(line),
  };
  if (decimal(tax).isZero()) return [turnover];
  const vat = ctx.setup.vat(line.vatBusPostingGroup, line.vatProdPostingGroup);
  return [turnover, { account: ctx.setup.account(vatPostingSetup, vat, 'salesVatAccount'), amount: opposite(kind, tax), dimensions }];
};

const costLines = (ctx: ErpContext, kind: SalesPosting['kind'], { line, cost }: PostedSalesLine): readonly GlLine[] => {
  if (decimal(cost).isZero()) return [];
  const dimensions = ledgerDimensions(line);
  const setup = ctx.setup.general(line.genBusPostingGroup, line.genProdPostingGroup);
  return [
    {
      account: ctx.setup.account(generalPostingSetup, setup, 'cogsAccount'),
      amount: signed(kind, cost),
      dimensions,
      genBusPostingGroup: line.genBusPostingGroup,
      genProdPostingGroup: line.genProdPostingGroup,
    },
    { account: ctx.setup.inventoryAccount(line.locationCode, line.postingGroup), amount: opposite(kind, cost), dimensions },
  ];
};

/** The totals of a posted document: those of its lines. */
export const postedTotals = (
  lines: readonly PostedSalesLine[],
): { readonly invoiceDiscountAmount: Money; readonly amount: Money; readonly amountIncludingVat: Money } => {
  const total = (name: 'invDiscountAmount' | 'amount' | 'amountIncludingVat') => money(sum(lines.map(({ line }) => line[name])));
  return { invoiceDiscountAmount: total('invDiscountAmount'), amount: total('amount'), amountIncludingVat: total('amountIncludingVat') };
};

/** Writes an invoice's or credit memo's entries: G/L, VAT, and the ledger of the customer who pays. */
export const postSalesVoucher = (ctx: ErpContext, posting: SalesPosting): PostedVoucher => {
  const { header, kind, no } = posting;
  const { postingDate, documentDate, externalDocumentNo } = header;
  const lines = posting.lines.filter(({ line }) => line.type !== ' ');
  const payer = customerOf(ctx, header.billToCustomerNo);
  const totals = postedTotals(lines);
  const description = header.documentType === 'Order' ? `Order ${header.no}` : `${kind} ${no}`;
  return postVoucher(
    ctx,
    {
      postingDate,
      documentDate,
      documentType: kind,
      documentNo: no,
      externalDocumentNo,
      description,
      sourceCode: 'SALES',
      origin: `${header.documentType} ${header.no}`,
    },
    {
      gl: lines.flatMap((one) => [...revenueLines(ctx, kind, one.line), ...costLines(ctx, kind, one)]),
      vat: vatLinesByGroup(
        lines.map(({ line }) => line),
        {
          type: 'Sale',
          sign: kind === 'Invoice' ? -1 : 1,
          vatBusPostingGroup: header.vatBusPostingGroup,
          countryRegionCode: header.sellToCountryRegionCode,
        },
      ),
      party: {
        party: 'Customer',
        no: payer.no,
        name: payer.name,
        sellToNo: header.sellToCustomerNo,
        postingGroup: header.customerPostingGroup,
        amount: signed(kind, totals.amountIncludingVat),
        turnover: signed(kind, totals.amount),
        dueDate: header.dueDate,
        dimensions: ledgerDimensions(header),
        personCode: header.salespersonCode,
        paymentMethodCode: header.paymentMethodCode,
      },
    },
  );
};
