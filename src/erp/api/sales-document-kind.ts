import { AppError } from '../../kernel/errors.ts';
import type { ErpContext, SalesDocumentType, SalesHeader } from '../business/index.ts';
import { salesCrMemoHeader, salesHeader, salesInvoiceHeader } from '../tables/index.ts';
import type { Table } from '../tables/index.ts';

/** One kind of sales document over the API: its sets, and the table its posted ones are listed from beside the drafts. */
export interface SalesDocumentKind {
  readonly type: SalesDocumentType;
  readonly set: string;
  readonly lines: string;
  /** As messages name it: `credit memo`. */
  readonly noun: string;
  readonly posted: Table | undefined;
}

/** Quotes. */
export const quoteKind: SalesDocumentKind = { type: 'Quote', set: 'salesQuotes', lines: 'salesQuoteLines', noun: 'quote', posted: undefined };

/** Orders. */
export const orderKind: SalesDocumentKind = { type: 'Order', set: 'salesOrders', lines: 'salesOrderLines', noun: 'order', posted: undefined };

/** Invoices, drafts and posted. */
export const invoiceKind: SalesDocumentKind = {
  type: 'Invoice',
  set: 'salesInvoices',
  lines: 'salesInvoiceLines',
  noun: 'invoice',
  posted: salesInvoiceHeader,
};

/** Credit memos, drafts and posted. */
export const creditMemoKind: SalesDocumentKind = {
  type: 'Credit Memo',
  set: 'salesCreditMemos',
  lines: 'salesCreditMemoLines',
  noun: 'credit memo',
  posted: salesCrMemoHeader,
};

/** The unposted document of that kind and SystemId, or undefined. */
export const salesDraft = (erp: ErpContext, kind: SalesDocumentKind, systemId: string): SalesHeader | undefined => {
  const header = erp.records.of(salesHeader).bySystemId(systemId);
  return header?.documentType === kind.type ? header : undefined;
};

/** As salesDraft, for a document that is to be changed: a posted one is refused in Business Central's words. */
export const changeableDraft = (erp: ErpContext, kind: SalesDocumentKind, systemId: string): SalesHeader => {
  const header = salesDraft(erp, kind, systemId);
  if (header !== undefined) return header;
  if (kind.posted !== undefined && erp.records.of(kind.posted).bySystemId(systemId) !== undefined) {
    throw new AppError('unprocessable', `The ${kind.noun} has been posted and can no longer be modified.`);
  }
  throw new AppError('not_found', `The Sales ${kind.type} does not exist.`);
};
