import { addJournalLine } from '../business/index.ts';
import { decimal, money } from '../../kernel/money.ts';
import { custLedgerEntry, genJournalBatch, genJournalTemplate, vendorLedgerEntry } from '../tables/index.ts';
import { accounts } from './seed-accounts.ts';
import type { World } from './world.ts';

const templates = [
  { name: 'GENERAL', description: 'General Journal', type: 'General', sourceCode: 'GENJNL', noSeries: 'GENJNL' },
  { name: 'CASHRCPT', description: 'Cash Receipt Journal', type: 'Cash Receipts', sourceCode: 'CASHRECJNL', noSeries: 'RECEIPT' },
  { name: 'PAYMENT', description: 'Payment Journal', type: 'Payments', sourceCode: 'PAYMENTJNL', noSeries: 'PAYMENT' },
] as const;

const batches = [
  { journalTemplateName: 'GENERAL', name: 'DEFAULT', description: 'General', balAccountNo: '' },
  { journalTemplateName: 'GENERAL', name: 'MONTHEND', description: 'Month-end corrections', balAccountNo: '' },
  { journalTemplateName: 'CASHRCPT', name: 'BANK', description: 'Receipts at the bank', balAccountNo: accounts.bank },
  { journalTemplateName: 'PAYMENT', name: 'BANK', description: 'Payments from the bank', balAccountNo: accounts.bank },
] as const;

/** Makes the journal templates and their batches. */
export const seedJournalSetup = (world: World): void => {
  const { records } = world.on(world.start);
  for (const template of templates) records.of(genJournalTemplate).insert(template);
  for (const batch of batches) records.of(genJournalBatch).insert(batch);
};

/** What waits in the journals at the anchor date: a reclassification, half of an invoice received, a vendor's invoice to pay. */
export const draftJournals = (world: World): void => {
  const ctx = world.on(world.anchor);
  const journal = (template: string, name: string) => ctx.records.of(genJournalBatch).require(template, name);
  const description = 'Carriage booked as software';
  addJournalLine(ctx, journal('GENERAL', 'DEFAULT'), { accountNo: accounts.freight, amount: '140.00', description });
  addJournalLine(ctx, journal('GENERAL', 'DEFAULT'), { accountNo: accounts.computing, amount: '-140.00', description });
  const owing = ctx.records.of(custLedgerEntry).find({ open: true, documentType: 'Invoice' })[0];
  if (owing) {
    addJournalLine(ctx, journal('CASHRCPT', 'BANK'), {
      accountType: 'Customer',
      accountNo: owing.customerNo,
      documentType: 'Payment',
      amount: money(decimal(owing.remainingAmount).dividedBy(-2)),
      appliesToDocType: 'Invoice',
      appliesToDocNo: owing.documentNo,
    });
  }
  const owed = ctx.records.of(vendorLedgerEntry).find({ open: true, documentType: 'Invoice' })[0];
  if (owed) {
    addJournalLine(ctx, journal('PAYMENT', 'BANK'), {
      accountType: 'Vendor',
      accountNo: owed.vendorNo,
      documentType: 'Payment',
      amount: money(decimal(owed.remainingAmount).negated()),
      appliesToDocType: 'Invoice',
      appliesToDocNo: owed.documentNo,
    });
  }
};
