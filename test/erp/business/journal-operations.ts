import { addJournalLine, applyPostedEntries, postJournal, type ErpContext } from '../../../src/erp/business/index.ts';
import { custLedgerEntry, customer, genJournalBatch, vendor, vendorLedgerEntry } from '../../../src/erp/tables/index.ts';
import { decimal, money } from '../../../src/kernel/money.ts';
import { choose, type Step } from './step.ts';

const journal = (ctx: ErpContext, step: Step) => choose(ctx.records.of(genJournalBatch).find({}), step.which);
const signed = (step: Step, cents: number): string => money(decimal(step.other % 2 === 0 ? cents : -cents).dividedBy(100));

/** What is done with journals: lines on accounts, on parties and payments in part, and whole batches posted. */
export const journalOperations = {
  journalLine: (ctx: ErpContext, step: Step) => {
    const accountNo = choose(['8110', '8120', '2920', '3110', '2310'], step.other);
    const balAccountNo = step.quantity % 3 === 0 ? '' : '2920';
    return addJournalLine(ctx, journal(ctx, step), { accountNo, balAccountNo, amount: signed(step, step.cents) });
  },
  journalParty: (ctx: ErpContext, step: Step) => {
    const isCustomer = step.quantity % 2 === 0;
    const accountNo = isCustomer ? choose(ctx.records.of(customer).find({}), step.other).no : choose(ctx.records.of(vendor).find({}), step.other).no;
    const accountType = isCustomer ? 'Customer' : 'Vendor';
    return addJournalLine(ctx, journal(ctx, step), { accountType, accountNo, balAccountNo: '2920', amount: signed(step, step.cents) });
  },
  journalPayment: (ctx: ErpContext, step: Step) => {
    const isCustomer = step.quantity % 2 === 0;
    const open = { open: true, documentType: 'Invoice' } as const;
    const one = isCustomer
      ? choose(ctx.records.of(custLedgerEntry).find(open), step.other)
      : choose(ctx.records.of(vendorLedgerEntry).find(open), step.other);
    return addJournalLine(ctx, journal(ctx, step), {
      accountType: isCustomer ? 'Customer' : 'Vendor',
      accountNo: 'customerNo' in one ? one.customerNo : one.vendorNo,
      documentType: 'Payment',
      amount: money(decimal(one.remainingAmount).times(step.quantity).dividedBy(-400)),
      balAccountNo: '2920',
      appliesToDocType: 'Invoice',
      appliesToDocNo: one.documentNo,
    });
  },
  applyLater: (ctx: ErpContext, step: Step) => {
    const isCustomer = step.quantity % 2 === 0;
    const ledger = isCustomer ? custLedgerEntry : vendorLedgerEntry;
    const open = ctx.records.of<typeof custLedgerEntry | typeof vendorLedgerEntry>(ledger).find({ open: true });
    const applying = choose(
      open.filter(({ documentType }) => documentType === 'Payment'),
      step.which,
    );
    const party = isCustomer ? 'Customer' : 'Vendor';
    const amount = step.cents % 2 === 0 ? undefined : money(decimal(step.cents).dividedBy(100));
    return applyPostedEntries(ctx, { party, applyingEntryNo: applying.entryNo, targetEntryNo: choose(open, step.other).entryNo, amount });
  },
  postBatch: (ctx: ErpContext, step: Step) => postJournal(ctx, journal(ctx, step)),
  postAnotherBatch: (ctx: ErpContext, step: Step) => postJournal(ctx, journal(ctx, { ...step, which: step.which + 1 })),
};
