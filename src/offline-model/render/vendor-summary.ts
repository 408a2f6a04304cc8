import { asRow, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { asMoney, counted } from './format.ts';
import { lastPayments } from './verdict.ts';
import type { VendorEvidence } from './vendor-flags.ts';

/** `4.2 days late`, or `1.5 days early` where things came before their date. */
const lateness = (days: string): string => (days.startsWith('-') ? `${days.slice(1)} days early` : `${days} days late`);

const receiptsLine = (summary: Row): string => {
  const count = textOf(summary, 'count');
  if (count === '' || count === '0') return '- Receipts: none';
  const average = textOf(summary, 'averageDaysLate');
  const late = textOf(summary, 'lateCount');
  return `- Receipts: ${count}${average === '' ? '' : `, **${lateness(average)}** on average`}${late === '' ? '' : `; ${late} of them late`}`;
};

const ordersLine = (summary: Row): string => {
  const [count, open, overdue] = [textOf(summary, 'count'), textOf(summary, 'openCount'), textOf(summary, 'overdueCount')];
  if (count === '' || count === '0') return '- Purchase orders: none';
  const worth = textOf(summary, 'openAmount');
  const openPart = open === '' ? '' : `, **${open} open**${worth === '' ? '' : ` worth ${asMoney(worth)}`}`;
  return `- Purchase orders: ${count}${openPart}${overdue === '' ? '' : `; ${overdue} overdue`}`;
};

const paymentsLine = (payments: Row): string => {
  const count = textOf(asRow(payments['summary']), 'count');
  if (count === '' || count === '0') return '- Payments: none';
  const last = lastPayments(payments);
  return `- Payments: ${counted(count, ['payment', 'payments'])}${last === '' ? '' : `. ${last}`}`;
};

/** The main figures about a vendor in a line each: deliveries, orders, payments; empty where none was read. */
export const vendorSummary = ({ receipts, orders, payments }: VendorEvidence): string =>
  [
    ...(receipts === undefined ? [] : [receiptsLine(asRow(receipts['summary']))]),
    ...(orders === undefined ? [] : [ordersLine(asRow(orders['summary']))]),
    ...(payments === undefined ? [] : [paymentsLine(payments)]),
  ].join('\n');
