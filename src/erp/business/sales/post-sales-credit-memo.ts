import { decimal, money, type Money } from '../../../kernel/money.ts';
import { custLedgerEntry, salesCrMemoHeader, salesCrMemoLine, salesInvoiceHeader, type RowOf } from '../../tables/index.ts';
import { dialogError, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { applyEntries } from '../ledger/apply-entries.ts';
import { refreshUnitCost } from '../ledger/item-movement.ts';
import { nextNo } from '../no-series.ts';
import { checkCustomerBlocked } from './customer-blocked.ts';
import { postSalesVoucher } from './post-sales-voucher.ts';
import { removeSalesDocument } from './sales-documents.ts';
import { goodsCost, moveGoods, soldLine, type SoldLine } from './sales-goods.ts';
import { customerOf } from './sales-header.ts';
import { checkSalesPostable } from './sales-postable.ts';
import { recalculateSales, type SalesHeader } from './sales-totals.ts';

type PostedCreditMemo = RowOf<typeof salesCrMemoHeader>;

/** Goods come back into stock. Answers what they cost. */
const takeBack = (ctx: ErpContext, header: SalesHeader, returned: SoldLine & { readonly documentNo: string }): Money => {
  const { line, item, documentNo } = returned;
  if (item === undefined) return money(0);
  const cost = goodsCost(ctx, header, { line, item });
  const { postingDate } = header;
  const salesAmount = decimal(line.amount).negated().toFixed();
  const back = { documentType: 'Sales Credit Memo', documentNo, postingDate, quantity: line.quantity, isInvoiced: true } as const;
  moveGoods(ctx, line, { item, ...back, cost, salesAmount });
  refreshUnitCost(ctx, item);
  return cost;
};

/** Settles the invoice that the credit memo names, as far as both reach. A closed one throws, as Business Central does. */
const applyToInvoice = (ctx: ErpContext, header: SalesHeader, applyingEntryNo: number): void => {
  if (header.appliesToDocType !== 'Invoice') return;
  const entries = ctx.records.of(custLedgerEntry);
  const applying = entries.require(applyingEntryNo);
  const target = entries.require(ctx.records.of(salesInvoiceHeader).require(header.appliesToDocNo).custLedgerEntryNo);
  const credit = decimal(applying.remainingAmount).negated();
  if (credit.isZero()) return;
  testField({ table: custLedgerEntry, record: target, field: 'open' }, true);
  const amount = credit.gt(target.remainingAmount) ? target.remainingAmount : credit.toFixed(2);
  applyEntries(ctx, { party: 'Customer', applyingEntryNo, postingDate: header.postingDate, targets: [{ entryNo: target.entryNo, amount }] });
};

/**
 * Posts a draft credit memo: posted document, customer ledger entry in the customer's favour, turnover, VAT and cost
 * taken back, goods back in stock (see goodsCost), the invoice it applies to settled. The draft is removed. Throws if
 * a customer is blocked altogether, the date is not allowed or the document still waits for an approval.
 */
export const postSalesCreditMemo = (ctx: ErpContext, draft: SalesHeader): PostedCreditMemo => {
  checkSalesPostable(ctx, draft);
  const { header, lines } = recalculateSales(ctx, draft);
  if (!lines.some((line) => line.type !== ' ')) throw dialogError('There is nothing to post.');
  for (const no of new Set([header.sellToCustomerNo, header.billToCustomerNo])) checkCustomerBlocked(customerOf(ctx, no), 'Credit Memo', 'post');
  const noSeries = ctx.setup.sales.postedCreditMemoNos;
  const no = nextNo(ctx, noSeries, header.postingDate);
  const posted = lines.map((line) => ({ line, cost: takeBack(ctx, header, { ...soldLine(ctx, line), documentNo: no }) }));
  const { partyEntryNo } = postSalesVoucher(ctx, { kind: 'Credit Memo', header, no, lines: posted });
  for (const line of lines) ctx.records.of(salesCrMemoLine).add({ ...line, documentNo: no, postingDate: header.postingDate });
  applyToInvoice(ctx, header, partyEntryNo);
  removeSalesDocument(ctx, header, lines);
  const own = { no, noSeries, preAssignedNo: header.no, custLedgerEntryNo: partyEntryNo, userId: ctx.userName };
  return ctx.records.of(salesCrMemoHeader).insert({ ...header, ...own }, header.systemId);
};
