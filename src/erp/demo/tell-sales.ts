import { addDays, createSalesDocument, postCustomerPayment, postSalesInvoice, type SalesLineInput } from '../business/index.ts';
import { decimal, money, sum } from '../../kernel/money.ts';
import type { CustomerCharacter } from './seed-customers.ts';
import type { ItemCharacter } from './seed-items.ts';
import { addTo, arrange, type Story } from './story.ts';
import { workingDayFrom } from './world.ts';
import { daysBetween } from '../business/index.ts';

/** How much is sold in each month, January first, against an average month. */
const season = [0.82, 0.9, 1.02, 1.05, 1.1, 1.0, 0.84, 0.78, 1.12, 1.2, 1.26, 0.9];

const heaviest = <T extends { readonly weight: number }>(story: Story, values: readonly T[]): T => {
  let draw = story.world.chance.next() * values.reduce((total, one) => total + one.weight, 0);
  for (const one of values) {
    draw -= one.weight;
    if (draw < 0) return one;
  }
  return story.world.chance.pick(values);
};

/** Sales on a day: the season, slow growth, and noise. */
const salesOn = (story: Story, date: string): number => {
  const { world } = story;
  const progress = daysBetween(world.start, date) / daysBetween(world.start, world.anchor);
  const rate = world.plan.salesPerDay * (season[Number(date.slice(5, 7)) - 1] ?? 1) * (0.93 + 0.14 * progress) * (0.6 + world.chance.next() * 0.8);
  return Math.floor(rate) + (world.chance.isLucky(rate - Math.floor(rate)) ? 1 : 0);
};

const linesFor = (story: Story, wanted: readonly ItemCharacter[]): SalesLineInput[] => {
  const lines: SalesLineInput[] = [];
  for (const one of wanted) {
    const [least, most] = one.lineQuantity;
    const quantity = Math.min(story.world.chance.int(least, most), story.stock.get(one.no) ?? 0);
    if (quantity <= 0 || lines.some((line) => line.no === one.no)) continue;
    addTo(story.stock, one.no, -quantity);
    lines.push({ no: one.no, quantity: String(quantity) });
  }
  return lines;
};

const payDateOf = (story: Story, buyer: CustomerCharacter, dueDate: string): string | undefined => {
  if (buyer.silentFrom !== '' && dueDate >= buyer.silentFrom) return undefined;
  return workingDayFrom(addDays(dueDate, buyer.habit + story.world.chance.int(-1, 2)));
};

/** Money comes in on its day: all of it, or now and then a part first and the rest three weeks later. */
const arrangePayment = (story: Story, buyer: CustomerCharacter, invoice: { entryNo: number; amount: string; payDate: string }): void => {
  const { entryNo, amount, payDate } = invoice;
  const isSplit = story.world.chance.isLucky(0.04);
  const first = isSplit ? money(decimal(amount).times('0.6').toDecimalPlaces(0)) : amount;
  const rest = money(decimal(amount).minus(first));
  arrange(story, payDate, () => addIncoming(story, { buyer, entryNo, amount: first, date: payDate }));
  if (decimal(rest).isZero()) return;
  const later = workingDayFrom(addDays(payDate, 21));
  arrange(story, later, () => addIncoming(story, { buyer, entryNo, amount: rest, date: later }));
};

const incoming = new WeakMap<Story, Map<string, { entryNo: number; amount: string }[]>>();

const addIncoming = (story: Story, money: { buyer: CustomerCharacter; entryNo: number; amount: string; date: string }): void => {
  const byCustomer = incoming.get(story) ?? new Map<string, { entryNo: number; amount: string }[]>();
  incoming.set(story, byCustomer);
  const list = byCustomer.get(money.buyer.no) ?? [];
  list.push({ entryNo: money.entryNo, amount: money.amount });
  byCustomer.set(money.buyer.no, list);
};

/** Posts what customers paid today: one payment per customer over all the invoices it settles. */
export const receivePayments = (story: Story, date: string): void => {
  const byCustomer = incoming.get(story);
  if (!byCustomer) return;
  incoming.delete(story);
  for (const [partyNo, applications] of byCustomer) {
    const amount = money(sum(applications.map((one) => one.amount)));
    postCustomerPayment(story.world.on(date), {
      partyNo,
      postingDate: date,
      amount,
      externalDocumentNo: `TRF${story.world.chance.int(100000, 999999)}`,
      applications,
    });
  }
};

/** Sells to a customer on a day: a draft invoice that is posted at once, and the payment arranged. */
export const sellTo = (story: Story, buyer: CustomerCharacter, date: string): void => {
  const { chance } = story.world;
  const wanted = Array.from({ length: chance.pick([1, 1, 2, 2, 2, 3, 3, 4]) }, () => heaviest(story, story.items));
  const lines = linesFor(story, wanted);
  if (lines.length === 0) return;
  const ctx = story.world.on(date);
  const externalDocumentNo = `${chance.pick(['PO', 'ORD', 'REF'])}-${chance.int(1000, 99999)}`;
  const draft = createSalesDocument(ctx, 'Invoice', { customerNo: buyer.no, documentDate: date, externalDocumentNo, lines });
  const invoice = postSalesInvoice(ctx, draft);
  const payDate = payDateOf(story, buyer, invoice.dueDate);
  if (payDate !== undefined) arrangePayment(story, buyer, { entryNo: invoice.custLedgerEntryNo, amount: invoice.amountIncludingVat, payDate });
};

/** Customers who do not pay get less and less credit. */
const presentWeight = (buyer: CustomerCharacter, date: string): number =>
  buyer.silentFrom !== '' && date > addDays(buyer.silentFrom, 20) ? buyer.weight * 0.1 : buyer.weight;

/** A day's sales. */
export const sellOn = (story: Story, date: string): void => {
  const count = salesOn(story, date);
  const buyers = story.customers.map((buyer) => ({ buyer, weight: presentWeight(buyer, date) }));
  for (let at = 0; at < count; at++) sellTo(story, heaviest(story, buyers).buyer, date);
};

/** Makes sure that each customer who fell silent has an invoice due on the day she did. */
export const arrangeSilentInvoices = (story: Story): void => {
  for (const buyer of story.customers) {
    if (buyer.silentFrom === '') continue;
    const date = workingDayFrom(addDays(buyer.silentFrom, -buyer.termDays));
    arrange(story, date, () => sellTo(story, buyer, date));
  }
};
