import { AppError } from '../../kernel/errors.ts';
import {
  cancelSalesCreditMemo,
  cancelSalesInvoice,
  checkSalesHasLines,
  convertQuote,
  mailSalesCreditMemo,
  mailSalesDraft,
  mailSalesInvoice,
  makeCorrectiveCreditMemo,
  postSalesCreditMemo,
  postSalesInvoice,
  postSalesOrder,
} from '../business/index.ts';
import type { ErpContext, SalesHeader } from '../business/index.ts';
import { salesCrMemoHeader, salesInvoiceHeader, type RowOf, type Table } from '../tables/index.ts';
import type { ActionResult, BoundAction } from './bound-action.ts';
import {
  correctiveCreditMemo,
  documentMailing,
  quoteMailing,
  quoteToInvoice,
  quoteToOrder,
  salesCreditMemoCancelling,
  salesCreditMemoPosting,
  salesInvoiceCancelling,
  salesInvoicePosting,
  salesOrderPosting,
  withMail,
} from './sales-routines.ts';
import type { Routine } from './routine.ts';
import { creditMemoKind, invoiceKind, orderKind, quoteKind, salesDraft } from './sales-document-kind.ts';
import type { SalesDocumentKind } from './sales-document-kind.ts';

type Actions = Readonly<Record<string, BoundAction>>;

const refuse = (message: string): AppError => new AppError('unprocessable', message);

const requireDraft = (erp: ErpContext, kind: SalesDocumentKind, systemId: string): SalesHeader => {
  const draft = salesDraft(erp, kind, systemId);
  if (draft === undefined) throw refuse(`The action can be applied to a draft ${kind.noun} only.`);
  return draft;
};

/** A kind of document that is drafted and posted: what can be done with it, before and after. */
interface Postable<T extends Table> {
  readonly kind: SalesDocumentKind;
  readonly table: T;
  readonly posting: Routine;
  readonly cancelling: Routine;
  readonly post: (erp: ErpContext, draft: SalesHeader) => RowOf<T>;
  readonly cancel: (erp: ErpContext, posted: RowOf<T>) => unknown;
  readonly mail: (erp: ErpContext, posted: RowOf<T>) => void;
}

/**
 * Post, postAndSend, send, cancel and cancelAndSend. Business Central commits between posting and mailing, so a failed
 * call may have posted there; here the two are one transaction, and nothing is posted if the mail cannot be queued.
 */
const postableActions = <T extends Table>({ kind, table, post, cancel, mail, ...routines }: Postable<T>): Actions => {
  const answer = (row: RowOf<T>): ActionResult => ({ set: kind.set, systemId: String(row.systemId) });
  const posted = (erp: ErpContext, systemId: string): RowOf<T> => {
    const row = erp.records.of(table).bySystemId(systemId);
    if (row === undefined) throw refuse(`The action can be applied to a posted ${kind.noun} only.`);
    return row;
  };
  const postDraft = (erp: ErpContext, systemId: string): RowOf<T> => {
    const draft = requireDraft(erp, kind, systemId);
    checkSalesHasLines(erp, draft);
    return post(erp, draft);
  };
  const cancelPosted = (erp: ErpContext, systemId: string): RowOf<T> => {
    cancel(erp, posted(erp, systemId));
    return posted(erp, systemId);
  };
  const mailed = (erp: ErpContext, row: RowOf<T>): ActionResult => {
    mail(erp, row);
    return answer(row);
  };
  const send = (erp: ErpContext, systemId: string): ActionResult => {
    const draft = salesDraft(erp, kind, systemId);
    if (draft === undefined) return mailed(erp, posted(erp, systemId));
    mailSalesDraft(erp, draft);
    return { set: kind.set, systemId };
  };
  return {
    post: { ...routines.posting, run: (erp, systemId) => answer(postDraft(erp, systemId)) },
    postAndSend: { ...withMail(routines.posting), run: (erp, systemId) => mailed(erp, postDraft(erp, systemId)) },
    send: { ...documentMailing, run: send },
    cancel: { ...routines.cancelling, run: (erp, systemId) => answer(cancelPosted(erp, systemId)) },
    cancelAndSend: { ...withMail(routines.cancelling), run: (erp, systemId) => mailed(erp, cancelPosted(erp, systemId)) },
  };
};

/** The bound actions of salesInvoices. */
export const salesInvoiceActions: Actions = {
  ...postableActions({
    kind: invoiceKind,
    table: salesInvoiceHeader,
    posting: salesInvoicePosting,
    cancelling: salesInvoiceCancelling,
    post: postSalesInvoice,
    cancel: (erp, invoice) => {
      if (invoice.cancelled) throw refuse('The invoice cannot be canceled because it has already been canceled.');
      return cancelSalesInvoice(erp, invoice);
    },
    mail: mailSalesInvoice,
  }),
  makeCorrectiveCreditMemo: {
    ...correctiveCreditMemo,
    run: (erp, systemId) => {
      const invoice = erp.records.of(salesInvoiceHeader).bySystemId(systemId);
      if (invoice === undefined) throw refuse('The action can be applied to a posted invoice only.');
      return { set: creditMemoKind.set, systemId: makeCorrectiveCreditMemo(erp, invoice).systemId };
    },
  },
};

/** The bound actions of salesCreditMemos. */
export const salesCreditMemoActions: Actions = postableActions({
  kind: creditMemoKind,
  table: salesCrMemoHeader,
  posting: salesCreditMemoPosting,
  cancelling: salesCreditMemoCancelling,
  post: postSalesCreditMemo,
  cancel: (erp, memo) => {
    if (memo.cancelled) throw refuse('The credit memo cannot be cancelled because it has already been canceled.');
    return cancelSalesCreditMemo(erp, memo);
  },
  mail: mailSalesCreditMemo,
});

/** The bound actions of salesQuotes. */
export const salesQuoteActions: Actions = {
  makeOrder: {
    ...quoteToOrder,
    run: (erp, systemId) => ({ set: orderKind.set, systemId: convertQuote(erp, requireDraft(erp, quoteKind, systemId), 'Order').systemId }),
  },
  makeInvoice: {
    ...quoteToInvoice,
    run: (erp, systemId) => ({ set: invoiceKind.set, systemId: convertQuote(erp, requireDraft(erp, quoteKind, systemId), 'Invoice').systemId }),
  },
  send: {
    ...quoteMailing,
    run: (erp, systemId) => {
      mailSalesDraft(erp, requireDraft(erp, quoteKind, systemId));
      return { set: quoteKind.set, systemId };
    },
  },
};

/** The bound actions of salesOrders: the answer names the invoice, or the shipment where nothing was to be invoiced. */
export const salesOrderActions: Actions = {
  shipAndInvoice: {
    ...salesOrderPosting,
    run: (erp, systemId) => {
      const order = requireDraft(erp, orderKind, systemId);
      checkSalesHasLines(erp, order);
      const { invoice, shipment } = postSalesOrder(erp, order);
      if (invoice !== undefined) return { set: invoiceKind.set, systemId: invoice.systemId };
      return shipment === undefined ? undefined : { set: 'salesShipments', systemId: shipment.systemId };
    },
  },
};
