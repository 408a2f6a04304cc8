import { companyInformation, salesCrMemoHeader, salesHeader, salesInvoiceHeader, type RowOf, type Table } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { queueEmail } from '../email-outbox.ts';
import { customerOf } from './sales-header.ts';
import { salesLinesOf, type SalesHeader } from './sales-totals.ts';

type Mailed = Pick<SalesHeader, 'systemId' | 'no' | 'sellToEmail' | 'sellToCustomerNo'>;

/** Throws in the API's words if a draft has no line but comments. */
export const checkSalesHasLines = (ctx: ErpContext, draft: SalesHeader): void => {
  if (salesLinesOf(ctx, draft).some((line) => line.type !== ' ')) return;
  throw dialogError(`Please add at least one line item to the ${draft.documentType.toLowerCase()}.`);
};

const mail = (ctx: ErpContext, table: Table, document: { record: Mailed; kind: SalesHeader['documentType']; subject?: string }): void => {
  const { record, kind, subject } = document;
  const address = record.sellToEmail || customerOf(ctx, record.sellToCustomerNo).email;
  const company = ctx.setup.find(companyInformation, '')?.name ?? '';
  queueEmail(ctx, { table, record, subject: subject ?? `${company} - Sales ${kind} ${record.no}`, kind: kind.toLowerCase(), address });
};

/** Queues a mail with a draft; a quote counts as sent from then on. */
export const mailSalesDraft = (ctx: ErpContext, draft: SalesHeader): void => {
  checkSalesHasLines(ctx, draft);
  mail(ctx, salesHeader, { record: draft, kind: draft.documentType });
  if (draft.documentType !== 'Quote') return;
  ctx.records.of(salesHeader).update(draft, { quoteSentToCustomer: ctx.records.scope.clock.now().toISOString() });
};

/** Queues a mail with a posted invoice; of a cancelled one it says that it is. */
export const mailSalesInvoice = (ctx: ErpContext, record: RowOf<typeof salesInvoiceHeader>): void =>
  mail(ctx, salesInvoiceHeader, { record, kind: 'Invoice', ...(record.cancelled ? { subject: 'Your invoice has been canceled.' } : {}) });

/** Queues a mail with a posted credit memo. */
export const mailSalesCreditMemo = (ctx: ErpContext, record: RowOf<typeof salesCrMemoHeader>): void =>
  mail(ctx, salesCrMemoHeader, { record, kind: 'Credit Memo' });
