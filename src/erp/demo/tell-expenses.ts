import { createPurchaseDocument, nextNo, postGeneralEntry, postPurchaseInvoice, postVendorPayment } from '../business/index.ts';
import { decimal, money, sum } from '../../kernel/money.ts';
import { accounts } from './seed-accounts.ts';
import { arrangeVendorPayment } from './tell-purchasing.ts';
import type { Payable, Story } from './story.ts';

const noDimensions = { globalDimension1Code: '', globalDimension2Code: '', dimensionSetId: 0 };

/** The weekly payment run: one payment per vendor over all his invoices that are ready. */
export const runPayments = (story: Story, date: string): void => {
  const ready = new Map<string, Payable[]>();
  for (const one of story.payables) if (one.from <= date) ready.set(one.vendorNo, [...(ready.get(one.vendorNo) ?? []), one]);
  story.payables = story.payables.filter((one) => one.from > date);
  for (const [partyNo, invoices] of ready) {
    const amount = money(sum(invoices.map((one) => one.amount)));
    const applications = invoices.map(({ entryNo, amount: part }) => ({ entryNo, amount: part }));
    postVendorPayment(story.world.on(date), {
      partyNo,
      postingDate: date,
      amount,
      externalDocumentNo: `RUN-${date.replaceAll('-', '')}`,
      applications,
    });
  }
};

const monthly = [
  { account: accounts.rent, base: 4200, spread: 0 },
  { account: accounts.energy, base: 610, spread: 260 },
  { account: accounts.freight, base: 1350, spread: 500 },
  { account: accounts.computing, base: 780, spread: 60 },
] as const;

/** The month's bills for rent, energy, freight and computing. */
export const postServiceBills = (story: Story, date: string): void => {
  const ctx = story.world.on(date);
  const scale = story.world.plan.salesPerDay / 2.7;
  story.vendors
    .filter((one) => one.kind === 'SERVICE')
    .forEach((seller, at) => {
      const service = monthly[at % monthly.length]!;
      const cost = decimal(service.base + story.world.chance.int(0, service.spread))
        .times(scale.toFixed(4))
        .toDecimalPlaces(2)
        .toFixed(2);
      const draft = createPurchaseDocument(ctx, 'Invoice', {
        vendorNo: seller.no,
        lines: [{ type: 'G/L Account', no: service.account, quantity: '1', directUnitCost: cost }],
      });
      const posted = postPurchaseInvoice(ctx, draft, { postingDate: date, vendorInvoiceNo: `${seller.no.slice(2)}-${date.slice(0, 7)}` });
      arrangeVendorPayment(story, seller, { entryNo: posted.vendorLedgerEntryNo, amount: posted.amountIncludingVat, dueDate: posted.dueDate });
    });
};

/** The month's wages, paid from the bank. */
export const postWages = (story: Story, date: string): void => {
  const ctx = story.world.on(date);
  const amount = money(decimal(19400).times((story.world.plan.salesPerDay / 2.7).toFixed(4)));
  postGeneralEntry(
    ctx,
    {
      postingDate: date,
      documentDate: date,
      documentType: ' ',
      documentNo: nextNo(ctx, 'GENJNL', date),
      externalDocumentNo: '',
      description: `Wages ${date.slice(0, 7)}`,
    },
    [
      { account: accounts.wages, amount, dimensions: noDimensions },
      { account: accounts.bank, amount: money(decimal(amount).negated()), dimensions: noDimensions },
    ],
  );
};
