import {
  addDays,
  createPurchaseDocument,
  createSalesDocument,
  daysBetween,
  endOfMonth,
  nextNo,
  postGeneralEntry,
  postItemAdjustment,
  weekday,
} from '../business/index.ts';
import { decimal, money } from '../../kernel/money.ts';
import { customer, generalLedgerSetup } from '../tables/index.ts';
import { accounts } from './seed-accounts.ts';
import type { Story } from './story.ts';
import { postServiceBills, postWages, runPayments } from './tell-expenses.ts';
import { orderSmallLots, reviewStock } from './tell-purchasing.ts';
import { layOutSalesDesk } from './tell-sales-desk.ts';
import { arrangeSilentInvoices, receivePayments, sellOn } from './tell-sales.ts';
import { isWorkingDay, workingDayFrom } from './world.ts';

const noDimensions = { globalDimension1Code: '', globalDimension2Code: '', dimensionSetId: 0 };

/** The first day: capital paid in, and stock on the shelves. */
const open = (story: Story): void => {
  const { start, plan, chance } = story.world;
  const ctx = story.world.on(start);
  const document = { postingDate: start, documentDate: start, documentType: ' ', externalDocumentNo: '', description: 'Opening balance' } as const;
  postGeneralEntry(ctx, { ...document, documentNo: nextNo(ctx, 'GENJNL', start) }, [
    { account: accounts.bank, amount: plan.openingCash, dimensions: noDimensions },
    { account: accounts.capital, amount: money(decimal(plan.openingCash).negated()), dimensions: noDimensions },
  ]);
  const documentNo = nextNo(ctx, 'ITEMJNL', start);
  for (const one of story.items) {
    const quantity = one.reorderPoint + Math.ceil(one.reorderQuantity * (0.3 + chance.next() * 0.7));
    postItemAdjustment(ctx, {
      itemNo: one.no,
      postingDate: start,
      documentNo,
      quantity: String(quantity),
      unitCost: one.cost,
      locationCode: 'MAIN',
      description: 'Opening stock',
    });
    story.stock.set(one.no, quantity);
  }
};

const tellDay = (story: Story, date: string): void => {
  for (const task of story.tasks.get(date) ?? []) task();
  story.tasks.delete(date);
  receivePayments(story, date);
  if (!isWorkingDay(date)) return;
  if (date === workingDayFrom(`${date.slice(0, 7)}-01`)) postServiceBills(story, date);
  if (date === workingDayFrom(addDays(endOfMonth(date), -3))) postWages(story, date);
  if (weekday(date) === 1 && Math.floor(daysBetween(date, story.world.anchor) / 7) % 3 === 1) reviewStock(story, date);
  orderSmallLots(story, date);
  if (weekday(date) === 4) runPayments(story, date);
  sellOn(story, date);
};

/** What lies on the desks at the anchor date: drafts, a blocked customer, the posting period. */
const close = (story: Story): void => {
  const { anchor, chance } = story.world;
  const ctx = story.world.on(anchor);
  const buyers = story.customers.filter((one) => one.silentFrom === '');
  for (let at = 0; at < 4; at++) {
    const lines = [{ no: chance.pick(story.items).no, quantity: String(chance.int(1, 6)) }];
    createSalesDocument(ctx, 'Invoice', { customerNo: chance.pick(buyers).no, lines });
  }
  const sellers = story.vendors.filter((one) => !one.isSlipping && story.items.some((item) => item.vendorNo === one.no));
  for (let at = 0; at < 3; at++) {
    const seller = chance.pick(sellers);
    const wanted = story.items.filter((item) => item.vendorNo === seller.no).slice(0, 2);
    createPurchaseDocument(ctx, 'Order', {
      vendorNo: seller.no,
      lines: wanted.map((one) => ({ no: one.no, quantity: String(one.reorderQuantity) })),
    });
  }
  layOutSalesDesk(story);
  const worst = story.customers.reduce((left, right) => (right.silentDays > left.silentDays ? right : left));
  const customers = ctx.records.of(customer);
  customers.update(customers.require(worst.no), { blocked: 'Ship' });
  const setup = ctx.records.of(generalLedgerSetup);
  setup.update(setup.require(''), { allowPostingFrom: `${addDays(`${anchor.slice(0, 7)}-01`, -1).slice(0, 7)}-01` });
};

/** Tells the company's history from its first day to the anchor date, through the same routines that people use. */
export const tellStory = (story: Story): void => {
  open(story);
  arrangeSilentInvoices(story);
  for (let date = addDays(story.world.start, 1); date <= story.world.anchor; date = addDays(date, 1)) tellDay(story, date);
  close(story);
};
