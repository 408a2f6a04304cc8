import { decimal, money, sum } from '../../../kernel/money.ts';
import {
  generalPostingSetup,
  item,
  salesHeader,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesLine,
  vatPostingSetup,
  type RowOf,
} from '../../tables/index.ts';
import { checkApprovalForPosting } from '../approvals/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { checkInventory, costOfQuantity, postItemMovement } from '../ledger/item-movement.ts';
import { postVoucher } from '../ledger/post-voucher.ts';
import { vatLinesByGroup } from '../ledger/vat-lines.ts';
import type { GlLine, Voucher } from '../ledger/voucher.ts';
import { nextNo } from '../no-series.ts';
import { checkCustomerBlocked, customerOf } from './sales-header.ts';
import { recalculateSales, type SalesHeader, type SalesLine } from './sales-documents.ts';

/** Goods that leave with the invoice: the line, its item and what its quantity costs. */
interface Delivery {
  readonly line: SalesLine;
  readonly record: RowOf<typeof item>;
  readonly cost: string;
}

const deliveryOf = (ctx: ErpContext, line: SalesLine): Delivery | undefined => {
  const record = line.type === 'Item' ? ctx.records.of(item).require(line.no) : undefined;
  return record?.type === 'Inventory' ? { line, record, cost: costOfQuantity(record, line.quantity) } : undefined;
};

const negative = (amount: string): string => money(decimal(amount).negated());

/** Turnover and VAT of a line: credits. */
export const revenueLines = (ctx: ErpContext, line: SalesLine): readonly GlLine[] => {
  const groups = { genBusPostingGroup: line.genBusPostingGroup, genProdPostingGroup: line.genProdPostingGroup };
  const dimensions = ledgerDimensions(line);
  const tax = money(decimal(line.amountIncludingVat).minus(line.amount));
  const setup = line.type === 'Item' ? ctx.setup.general(line.genBusPostingGroup, line.genProdPostingGroup) : undefined;
  const account = setup ? ctx.setup.account(generalPostingSetup, setup, 'salesAccount') : line.no;
  const turnover: GlLine = { account, amount: negative(line.amount), dimensions, vatAmount: negative(tax), ...groups, isDirect: !setup };
  if (decimal(tax).isZero()) return [turnover];
  const vat = ctx.setup.vat(line.vatBusPostingGroup, line.vatProdPostingGroup);
  return [turnover, { account: ctx.setup.account(vatPostingSetup, vat, 'salesVatAccount'), amount: negative(tax), dimensions }];
};

const costLines = (ctx: ErpContext, line: SalesLine, delivery: Delivery): readonly GlLine[] => {
  const dimensions = ledgerDimensions(line);
  const setup = ctx.setup.general(line.genBusPostingGroup, line.genProdPostingGroup);
  return [
    {
      account: ctx.setup.account(generalPostingSetup, setup, 'cogsAccount'),
      amount: delivery.cost,
      dimensions,
      genBusPostingGroup: line.genBusPostingGroup,
      genProdPostingGroup: line.genProdPostingGroup,
    },
    { account: ctx.setup.inventoryAccount(line.locationCode, line.postingGroup), amount: negative(delivery.cost), dimensions },
  ];
};

const deliver = (ctx: ErpContext, line: SalesLine, posting: { delivery: Delivery; no: string; postingDate: string }): void => {
  postItemMovement(ctx, {
    item: posting.delivery.record,
    entryType: 'Sale',
    documentType: 'Sales Invoice',
    documentNo: posting.no,
    documentLineNo: line.lineNo,
    postingDate: posting.postingDate,
    sourceType: 'Customer',
    sourceNo: line.sellToCustomerNo,
    description: line.description,
    locationCode: line.locationCode,
    quantity: decimal(line.quantity).negated().toFixed(),
    cost: negative(posting.delivery.cost),
    isInvoiced: true,
    salesAmount: line.amount,
    dimensions: ledgerDimensions(line),
  });
};

const checkStock = (ctx: ErpContext, deliveries: readonly (Delivery | undefined)[]): void => {
  const wanted = new Map<string, string>();
  for (const { line } of deliveries.filter((one) => one !== undefined))
    wanted.set(
      line.no,
      decimal(wanted.get(line.no) ?? 0)
        .plus(line.quantity)
        .toFixed(),
    );
  for (const [itemNo, quantity] of wanted) checkInventory(ctx, itemNo, quantity);
};

/** Takes the posted document's draft away, as Business Central does. */
export const removeSalesDraft = (ctx: ErpContext, header: SalesHeader, lines: readonly SalesLine[]): void => {
  for (const line of lines) ctx.records.of(salesLine).delete(line);
  ctx.records.of(salesHeader).delete(header);
};

/**
 * Posts a draft sales invoice: posted document, customer ledger entry, G/L and VAT entries, goods out of stock
 * at their unit cost. The draft is removed. Throws if the customer is blocked, stock is short, the date is not
 * allowed or the document still waits for an approval.
 */
export const postSalesInvoice = (ctx: ErpContext, draft: SalesHeader): RowOf<typeof salesInvoiceHeader> => {
  const record = customerOf(ctx, draft.sellToCustomerNo);
  checkCustomerBlocked(record, 'invoice');
  checkApprovalForPosting(ctx, draft);
  const { header, lines } = recalculateSales(ctx, draft);
  if (lines.length === 0 || decimal(header.amountIncludingVat).isZero()) throw dialogError('There is nothing to post.');
  const deliveries = lines.map((line) => deliveryOf(ctx, line));
  checkStock(ctx, deliveries);
  const noSeries = ctx.setup.sales.postedInvoiceNos;
  const no = nextNo(ctx, noSeries, header.postingDate);
  const { postingDate, documentDate, externalDocumentNo } = header;
  const voucher: Voucher = {
    postingDate,
    documentDate,
    documentType: 'Invoice',
    documentNo: no,
    externalDocumentNo,
    description: `Invoice ${no}`,
    sourceCode: 'SALES',
    origin: `${header.documentType} ${header.no}`,
  };
  const posted = postVoucher(ctx, voucher, {
    gl: lines.flatMap((line, at) => [...revenueLines(ctx, line), ...(deliveries[at] ? costLines(ctx, line, deliveries[at]) : [])]),
    vat: vatLinesByGroup(lines, {
      type: 'Sale',
      sign: -1,
      vatBusPostingGroup: header.vatBusPostingGroup,
      countryRegionCode: header.sellToCountryRegionCode,
    }),
    party: {
      party: 'Customer',
      no: record.no,
      name: record.name,
      postingGroup: header.customerPostingGroup,
      amount: header.amountIncludingVat,
      turnover: money(sum(lines.map((line) => line.amount))),
      dueDate: header.dueDate,
      dimensions: ledgerDimensions(header),
      personCode: header.salespersonCode,
      paymentMethodCode: header.paymentMethodCode,
    },
  });
  lines.forEach((line, at) => {
    if (deliveries[at]) deliver(ctx, line, { delivery: deliveries[at], no, postingDate });
    ctx.records.of(salesInvoiceLine).add({ ...line, documentNo: no, postingDate });
  });
  removeSalesDraft(ctx, header, lines);
  return ctx.records.of(salesInvoiceHeader).insert({
    ...header,
    no,
    noSeries,
    preAssignedNo: header.no,
    draftInvoiceSystemId: header.systemId,
    custLedgerEntryNo: posted.partyEntryNo,
    userId: ctx.userName,
  });
};
