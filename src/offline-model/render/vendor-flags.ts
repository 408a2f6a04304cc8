import { asRow, numberOf, rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { asMoney, asText, counted } from './format.ts';
import { trendDays, trendOf, trendSentence } from './verdict.ts';

/** From how many days late on average a vendor is flagged. */
const lateAverageDays = 2;
/** How many receipts or payments there must be before a share of them says anything. */
const smallestSample = 3;
/** From which share of late receipts or payments it is flagged. */
const lateShare = 0.5;

/** The results a vendor's flags are drawn from, by tool; missing where a tool brought nothing. */
export interface VendorEvidence {
  readonly receipts?: Row;
  readonly orders?: Row;
  readonly payments?: Row;
}

/** The months at the end of the period that were all late on average, at least two: since when it goes on. */
const lateSince = (receipts: Row): string => {
  const months = rowsOf(asRow(receipts['summary']), 'byMonth');
  let run = 0;
  while (run < months.length && numberOf(months[months.length - 1 - run] ?? {}, 'averageDaysLate') >= lateAverageDays) run++;
  const first = months[months.length - run];
  return run < 2 || first === undefined
    ? ''
    : ` Every month since ${asText(textOf(first, 'month'))} has been ${lateAverageDays} days late or more on average.`;
};

const receiptFlags = (receipts: Row): readonly string[] => {
  const summary = asRow(receipts['summary']);
  const [count, late, average] = [numberOf(summary, 'count'), numberOf(summary, 'lateCount'), numberOf(summary, 'averageDaysLate')];
  if (count === 0) return [];
  const flags: string[] = [];
  if (average >= lateAverageDays) {
    flags.push(
      `**Late deliveries**: receipts were ${textOf(summary, 'averageDaysLate')} days late on average (flagged from ${lateAverageDays} days).${lateSince(receipts)}`,
    );
  }
  if (count >= smallestSample && late / count >= lateShare)
    flags.push(
      `**Most receipts late**: ${late} of ${counted(count, ['receipt', 'receipts'])} came after the expected date (flagged from half of at least ${smallestSample}).`,
    );
  if (trendOf(receipts) === 'rising')
    flags.push(
      `**Getting worse**: ${trendSentence(receipts)} (flagged when the later months are at least ${trendDays} day worse than the earlier ones)`,
    );
  return flags;
};

const orderFlags = (orders: Row): readonly string[] => {
  const summary = asRow(orders['summary']);
  const overdue = numberOf(summary, 'overdueCount');
  if (overdue === 0) return [];
  return [
    `**Overdue orders**: ${overdue} of ${counted(textOf(summary, 'openCount'), ['open purchase order', 'open purchase orders'])} (${asMoney(textOf(summary, 'openAmount'))} in all) should have been received already.`,
  ];
};

const paymentFlags = (payments: Row): readonly string[] => {
  const five = asRow(asRow(payments['summary'])['lastFive']);
  const [count, late] = [numberOf(five, 'count'), numberOf(five, 'late')];
  if (count < smallestSample || late / count < lateShare) return [];
  return [
    `**Late payments on our side**: ${late} of the last ${counted(count, ['payment', 'payments'])} were made after the due date (flagged from half of at least ${smallestSample}). The vendor may hold that against us.`,
  ];
};

/** The patterns worth flagging, each with the figures and the threshold it rests on; empty when there are none. */
export const vendorFlags = ({ receipts, orders, payments }: VendorEvidence): readonly string[] => [
  ...(receipts === undefined ? [] : receiptFlags(receipts)),
  ...(orders === undefined ? [] : orderFlags(orders)),
  ...(payments === undefined ? [] : paymentFlags(payments)),
];
