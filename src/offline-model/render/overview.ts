import { rowsOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import type { KnownRecords } from '../memory/known-records.ts';
import { toolFacts, toolFor } from '../tool-catalog.ts';
import type { ReadGoal, Subject } from '../understand/goal.ts';
import { cardRow, isCard, spanOf } from './finished-read.ts';
import type { FinishedRead } from './finished-read.ts';
import { capital } from './format.ts';
import { card } from './list.ts';
import { section } from './section.ts';
import { vendorFlags } from './vendor-flags.ts';
import type { VendorEvidence } from './vendor-flags.ts';
import { vendorSummary } from './vendor-summary.ts';

const heading: Readonly<Record<Subject, string>> = {
  customer: 'Customer',
  vendor: 'Vendor',
  item: 'Item',
  invoice: 'Invoices',
  order: 'Purchase orders',
  receipt: 'Receipts',
  payment: 'Payments',
  ledger: 'Ledger entries',
  case: 'Cases',
  reorder: 'To reorder',
};

const join = (parts: readonly string[]): string => parts.filter((text) => text !== '').join('\n\n');

/** One result under its own heading. */
export const headedSection = (read: FinishedRead, goal: ReadGoal, known: KnownRecords): string => {
  const title = `### ${heading[read.subject]}`;
  const row = cardRow(read);
  if (read.done.result.status !== 'ok' || row === undefined) return join([title, section(read, goal, known)]);
  const isLone = isCard(read.subject) && (goal.overview || rowsOf(read.done.result.data, toolFacts(toolFor[read.subject]).list).length === 1);
  return isLone ? join([title, card(toolFor[read.subject], row)]) : join([title, section(read, goal, known)]);
};

const dataOf = (reads: readonly FinishedRead[], subject: Subject): Row | undefined =>
  reads.find((read) => read.subject === subject && read.done.result.status === 'ok')?.done.result.data;

const evidenceIn = (reads: readonly FinishedRead[]): VendorEvidence => {
  const [receipts, orders, payments] = [dataOf(reads, 'receipt'), dataOf(reads, 'order'), dataOf(reads, 'payment')];
  return {
    ...(receipts === undefined ? {} : { receipts }),
    ...(orders === undefined ? {} : { orders }),
    ...(payments === undefined ? {} : { payments }),
  };
};

/** The flags that vendor documents give rise to; empty where none of them was read. */
export const flagSection = (reads: readonly FinishedRead[]): string => {
  const evidence = evidenceIn(reads);
  if (Object.keys(evidence).length === 0) return '';
  const flags = vendorFlags(evidence);
  return join(['### Flags', flags.length === 0 ? 'Nothing stands out in these figures.' : flags.map((flag) => `- ${flag}`).join('\n')]);
};

/** The full picture of one party: period, main figures, flags, then every result under its heading. */
export const overview = (goal: ReadGoal, reads: readonly FinishedRead[], known: KnownRecords): string => {
  const assumed = goal.isPeriodAssumed ? ' (no period was named, so I took the last six months)' : '';
  const period = goal.period === undefined ? '' : `${capital(spanOf(goal.period).trim())}${assumed}:`;
  const summary = vendorSummary(evidenceIn(reads));
  return join([
    period,
    summary === '' ? '' : `### In short\n\n${summary}`,
    flagSection(reads),
    ...reads.map((read) => headedSection(read, goal, known)),
  ]);
};
