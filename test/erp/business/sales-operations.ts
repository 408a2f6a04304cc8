import {
  addSalesLine,
  cancelSalesCreditMemo,
  cancelSalesInvoice,
  changeSalesDocument,
  changeSalesLine,
  convertQuote,
  createSalesDocument,
  deleteSalesDocument,
  deleteSalesLine,
  makeCorrectiveCreditMemo,
  postSalesCreditMemo,
  postSalesInvoice,
  postSalesOrder,
  postSalesShipment,
  reopenSalesDocument,
  salesLinesOf,
  type ErpContext,
  type SalesDocumentType,
  type SalesLineInput,
} from '../../../src/erp/business/index.ts';
import { customer, item, salesCrMemoHeader, salesHeader, salesInvoiceHeader } from '../../../src/erp/tables/index.ts';
import { decimal } from '../../../src/kernel/money.ts';
import { choose, costOf, quantityOf, type Step } from './step.ts';

const drafts = (ctx: ErpContext, documentType: SalesDocumentType) => ctx.records.of(salesHeader).find({ documentType });
const pieces = (step: Step): string => String(1 + (step.quantity % 9));

const linesFor = (ctx: ErpContext, step: Step): SalesLineInput[] => {
  const stocked = ctx.records.of(item).find({});
  return [
    { no: choose(stocked, step.other).no, quantity: pieces(step) },
    { type: ' ', no: '', quantity: '0', description: 'By hand' },
    { no: choose(stocked, step.other + 5).no, quantity: quantityOf(step), unitPrice: costOf(step), lineDiscountPercent: String(step.cents % 40) },
    { type: 'G/L Account', no: '8450', quantity: '1', unitPrice: costOf(step) },
  ];
};

const create = (type: SalesDocumentType) => (ctx: ErpContext, step: Step) =>
  createSalesDocument(ctx, type, {
    customerNo: choose(ctx.records.of(customer).find({}), step.which).no,
    ...(step.cents % 3 === 0 ? { invoiceDiscountAmount: '1.23' } : {}),
    lines: linesFor(ctx, step),
  });

/** What people do on the sales desk, each a step that may be refused. */
export const salesOperations = {
  quote: create('Quote'),
  salesOrder: create('Order'),
  draftCreditMemo: create('Credit Memo'),
  convert: (ctx: ErpContext, step: Step) => convertQuote(ctx, choose(drafts(ctx, 'Quote'), step.which), step.cents % 4 === 0 ? 'Invoice' : 'Order'),
  addSalesLine: (ctx: ErpContext, step: Step) =>
    addSalesLine(ctx, choose(drafts(ctx, 'Order'), step.which), { no: choose(ctx.records.of(item).find({}), step.other).no, quantity: pieces(step) }),
  changeSalesLine: (ctx: ErpContext, step: Step) => {
    const order = reopenSalesDocument(ctx, choose(drafts(ctx, 'Order'), step.which));
    return changeSalesLine(ctx, choose(salesLinesOf(ctx, order), step.other), { quantity: pieces(step), lineDiscountAmount: '0.77' });
  },
  deleteSalesLine: (ctx: ErpContext, step: Step) => {
    const order = reopenSalesDocument(ctx, choose(drafts(ctx, 'Order'), step.which));
    deleteSalesLine(ctx, choose(salesLinesOf(ctx, order), step.other));
  },
  deleteSalesOrder: (ctx: ErpContext, step: Step) => deleteSalesDocument(ctx, reopenSalesDocument(ctx, choose(drafts(ctx, 'Order'), step.which))),
  discount: (ctx: ErpContext, step: Step) =>
    changeSalesDocument(ctx, choose(drafts(ctx, 'Order'), step.which), { invoiceDiscountAmount: decimal(step.cents).dividedBy(100_000).toFixed(2) }),
  choosePart: (ctx: ErpContext, step: Step) => {
    const line = choose(salesLinesOf(ctx, choose(drafts(ctx, 'Order'), step.which)), step.other);
    const qtyToShip = decimal(line.outstandingQuantity).times(step.quantity).dividedBy(800).toDecimalPlaces(3);
    return changeSalesLine(ctx, line, { qtyToShip: qtyToShip.toFixed(), ...(step.cents % 2 === 0 ? { qtyToInvoice: '0' } : {}) });
  },
  ship: (ctx: ErpContext, step: Step) => postSalesShipment(ctx, choose(drafts(ctx, 'Order'), step.which)),
  shipAndInvoice: (ctx: ErpContext, step: Step) => postSalesOrder(ctx, choose(drafts(ctx, 'Order'), step.which)),
  invoiceShipped: (ctx: ErpContext, step: Step) => postSalesInvoice(ctx, choose(drafts(ctx, 'Order'), step.which)),
  postCreditMemo: (ctx: ErpContext, step: Step) => postSalesCreditMemo(ctx, choose(drafts(ctx, 'Credit Memo'), step.which)),
  correct: (ctx: ErpContext, step: Step) =>
    makeCorrectiveCreditMemo(ctx, choose(ctx.records.of(salesInvoiceHeader).find({ postingDate: ctx.workDate }), step.which)),
  cancelInvoice: (ctx: ErpContext, step: Step) =>
    cancelSalesInvoice(ctx, choose(ctx.records.of(salesInvoiceHeader).find({ postingDate: ctx.workDate, cancelled: false }), step.which)),
  cancelCreditMemo: (ctx: ErpContext, step: Step) =>
    cancelSalesCreditMemo(ctx, choose(ctx.records.of(salesCrMemoHeader).find({ corrective: true, cancelled: false }), step.which)),
};
