import { expect } from 'chai';
import fc from 'fast-check';
import {
  addPurchaseLine,
  cancelPurchaseCreditMemo,
  cancelPurchaseInvoice,
  changePurchaseLine,
  createPurchaseDocument,
  createSalesDocument,
  deletePurchaseDocument,
  postCustomerPayment,
  postItemAdjustment,
  postDraftPurchaseInvoice,
  postPurchaseCreditMemo,
  postPurchaseInvoice,
  postPurchaseReceipt,
  postSalesInvoice,
  postVendorPayment,
  purchaseLinesOf,
  receiveAndInvoice,
  setPostingQuantities,
  type ErpContext,
} from '../../../src/erp/business/index.ts';
import {
  custLedgerEntry,
  customer,
  item,
  purchaseHeader,
  purchCrMemoHdr,
  purchInvHeader,
  salesHeader,
  vendor,
  vendorLedgerEntry,
} from '../../../src/erp/tables/index.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { decimal, money } from '../../../src/kernel/money.ts';
import { brokenRules } from './books.ts';
import { anchorDate } from './demo-database.ts';
import { journalOperations } from './journal-operations.ts';
import { salesOperations } from './sales-operations.ts';
import { choose, costOf, quantityOf, type Step } from './step.ts';
import { workplace } from './workplace.ts';

/** A step with what is done. */
interface BusinessStep extends Step {
  readonly action: keyof typeof actions;
}

const orders = (ctx: ErpContext) => ctx.records.of(purchaseHeader).find({ documentType: 'Order' });

/** What is bought without an order, or given back: an item and an account. */
const boughtBack = (ctx: ErpContext, step: Step) => ({
  vendorNo: choose(ctx.records.of(vendor).find({}), step.which).no,
  vendorInvoiceNo: `Z-${step.cents}-${step.quantity}`,
  vendorCrMemoNo: `C-${step.cents}-${step.quantity}`,
  lines: [
    { no: choose(ctx.records.of(item).find({}), step.other).no, quantity: quantityOf(step), directUnitCost: costOf(step) },
    {
      type: 'G/L Account',
      no: '8110',
      quantity: '1',
      directUnitCost: costOf(step),
      lineDiscountPercent: decimal(step.cents % 100).toFixed(),
    } as const,
  ],
});

const actions = {
  ...salesOperations,
  ...journalOperations,
  order: (ctx: ErpContext, step: Step) =>
    createPurchaseDocument(ctx, 'Order', {
      vendorNo: choose(ctx.records.of(vendor).find({}), step.which).no,
      lines: [step.other, step.other + 7].map((at) => ({
        no: choose(ctx.records.of(item).find({}), at).no,
        quantity: quantityOf(step),
        directUnitCost: costOf(step),
      })),
    }),
  addLine: (ctx: ErpContext, step: Step) =>
    addPurchaseLine(ctx, choose(orders(ctx), step.which), { no: choose(ctx.records.of(item).find({}), step.other).no, quantity: quantityOf(step) }),
  changeLine: (ctx: ErpContext, step: Step) =>
    changePurchaseLine(ctx, choose(purchaseLinesOf(ctx, choose(orders(ctx), step.which)), step.other), {
      quantity: quantityOf(step),
      directUnitCost: costOf(step),
    }),
  deleteOrder: (ctx: ErpContext, step: Step) => deletePurchaseDocument(ctx, choose(orders(ctx), step.which)),
  receive: (ctx: ErpContext, step: Step) => {
    const order = choose(orders(ctx), step.which);
    const line = choose(purchaseLinesOf(ctx, order), step.other);
    const part = decimal(line.outstandingQuantity).times(step.quantity).dividedBy(800).toDecimalPlaces(5);
    const quantity = step.cents % 2 === 0 ? line.outstandingQuantity : part.toFixed();
    return postPurchaseReceipt(ctx, order, { postingDate: anchorDate, quantities: [{ lineNo: line.lineNo, quantity }] });
  },
  invoiceOrder: (ctx: ErpContext, step: Step) =>
    postPurchaseInvoice(ctx, choose(orders(ctx), step.which), { postingDate: anchorDate, vendorInvoiceNo: `X-${step.cents}-${step.quantity}` }),
  planPosting: (ctx: ErpContext, step: Step) =>
    setPostingQuantities(ctx, choose(purchaseLinesOf(ctx, choose(orders(ctx), step.which)), step.other), {
      ...(step.cents % 3 === 0 ? {} : { qtyToReceive: quantityOf(step) }),
      ...(step.cents % 2 === 0 ? {} : { qtyToInvoice: decimal(step.cents % 100).toFixed() }),
    }),
  receiveAndInvoice: (ctx: ErpContext, step: Step) => receiveAndInvoice(ctx, choose(orders(ctx), step.which), `Y-${step.cents}-${step.quantity}`),
  bill: (ctx: ErpContext, step: Step) => postDraftPurchaseInvoice(ctx, createPurchaseDocument(ctx, 'Invoice', boughtBack(ctx, step))),
  credit: (ctx: ErpContext, step: Step) => {
    const open = ctx.records.of(vendorLedgerEntry).find({ open: true, documentType: 'Invoice' });
    const entry = choose(open, step.which);
    const applied = step.cents % 2 === 0 ? {} : { vendorNo: entry.vendorNo, appliesToDocNo: entry.documentNo };
    return postPurchaseCreditMemo(ctx, createPurchaseDocument(ctx, 'Credit Memo', { ...boughtBack(ctx, step), ...applied }));
  },
  cancelInvoice: (ctx: ErpContext, step: Step) =>
    cancelPurchaseInvoice(ctx, choose(ctx.records.of(purchInvHeader).find({}).reverse(), step.which % 4)),
  cancelMemo: (ctx: ErpContext, step: Step) =>
    cancelPurchaseCreditMemo(ctx, choose(ctx.records.of(purchCrMemoHdr).find({ corrective: true }), step.which)),
  sell: (ctx: ErpContext, step: Step) => {
    const stocked = ctx.records.of(item).find({});
    const lines = [step.other, step.other + 3].map((at) => ({ no: choose(stocked, at).no, quantity: quantityOf(step) }));
    return postSalesInvoice(
      ctx,
      createSalesDocument(ctx, 'Invoice', { customerNo: choose(ctx.records.of(customer).find({}), step.which).no, lines }),
    );
  },
  postDraft: (ctx: ErpContext, step: Step) =>
    postSalesInvoice(ctx, choose(ctx.records.of(salesHeader).find({ documentType: 'Invoice' }), step.which)),
  receivePayment: (ctx: ErpContext, step: Step) => {
    const entry = choose(ctx.records.of(custLedgerEntry).find({ open: true }), step.which);
    const part = money(decimal(entry.remainingAmount).times(step.quantity).dividedBy(800));
    const applications = [{ entryNo: entry.entryNo, amount: step.other % 2 === 0 ? entry.remainingAmount : part }];
    return postCustomerPayment(ctx, {
      partyNo: entry.customerNo,
      postingDate: anchorDate,
      amount: money(decimal(entry.remainingAmount).plus(step.cents)),
      applications,
    });
  },
  pay: (ctx: ErpContext, step: Step) => {
    const entry = choose(ctx.records.of(vendorLedgerEntry).find({ open: true }), step.which);
    const amount = money(decimal(entry.remainingAmount).negated());
    return postVendorPayment(ctx, { partyNo: entry.vendorNo, postingDate: anchorDate, amount, applications: [{ entryNo: entry.entryNo, amount }] });
  },
  adjust: (ctx: ErpContext, step: Step) => {
    const quantity = step.cents % 3 === 0 ? `-${quantityOf(step)}` : quantityOf(step);
    return postItemAdjustment(ctx, {
      itemNo: choose(ctx.records.of(item).find({}), step.which).no,
      postingDate: anchorDate,
      documentNo: `ADJ${step.cents}`,
      quantity,
      unitCost: costOf(step),
      locationCode: 'MAIN',
      description: 'Count',
    });
  },
};

const step: fc.Arbitrary<BusinessStep> = fc.record({
  action: fc.constantFrom(...(Object.keys(actions) as (keyof typeof actions)[])),
  which: fc.nat(500),
  other: fc.nat(500),
  quantity: fc.integer({ min: 1, max: 800 }),
  cents: fc.nat(999_999),
});

describe('any sequence of business operations', function () {
  this.timeout(300_000);

  it('keeps every ledger in balance, and what is refused leaves nothing behind', () => {
    let done = 0;
    let batches = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 8, maxLength: 40 }), (steps) => {
        const place = workplace();
        for (const one of steps) {
          try {
            place.work((ctx) => actions[one.action](ctx, one));
            done++;
            if (one.action.endsWith('Batch')) batches++;
          } catch (thrown) {
            if (!(thrown instanceof AppError) || thrown.code === 'internal') throw thrown;
          }
        }
        const broken = brokenRules(place.db, 1);
        place.db.close();
        expect(broken).to.deep.equal([]);
      }),
      { numRuns: 120 },
    );
    expect(done).to.be.above(800);
    expect(batches, 'journals are posted often enough to mean something').to.be.above(40);
  });
});
