import { decimal, sum } from '../../kernel/money.ts';
import { numberOf, rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import type { KnownRecords } from '../memory/known-records.ts';
import { toolFacts, toolFor } from '../tool-catalog.ts';
import type { ReadGoal } from '../understand/goal.ts';
import { arrange } from './arrange.ts';
import { isCard, nameFor, spanOf } from './finished-read.ts';
import type { FinishedRead } from './finished-read.ts';
import { asText } from './format.ts';
import { card, headline, listing } from './list.ts';
import { explainCall } from './outcome.ts';
import { lastPayments, monthsTable, trendSentence, verdict } from './verdict.ts';

const nothing = (read: FinishedRead, goal: ReadGoal, { known, quality }: { readonly known: KnownRecords; readonly quality: string }): string => {
  const [, many] = toolFacts(toolFor[read.subject]).words;
  const who = read.party === undefined ? '' : ` for ${nameFor(read.party, known)}`;
  const which = goal.document === undefined ? '' : ` with the number ${asText(goal.document)}`;
  const when = isCard(read.subject) || read.subject === 'reorder' ? '' : spanOf(goal.period);
  return `I found no ${quality === '' ? '' : `${quality} `}${many}${which}${who}${when}.`;
};

/** Receipts of several vendors, a line per vendor, the latest on average first. */
const byVendor = (rows: readonly Row[]): string => {
  const vendors = [...new Set(rows.map((row) => textOf(row, 'vendorNumber')))];
  if (vendors.length < 2) return '';
  const shares = vendors.map((vendor) => {
    const own = rows.filter((row) => textOf(row, 'vendorNumber') === vendor);
    return { vendor, count: own.length, average: sum(own.map((row) => numberOf(row, 'daysLate'))).div(decimal(own.length)) };
  });
  const lines = shares
    .sort((left, right) => right.average.comparedTo(left.average))
    .map(({ vendor, count, average }) => `| ${asText(vendor)} | ${count} | ${average.toFixed(1)} |`);
  return ['| Vendor | Receipts | Average days late |', '| --- | ---: | ---: |', ...lines.slice(0, 12)].join('\n');
};

/** What only documents of one kind have to say: lateness by month and vendor, the last payments. */
const extras = (read: FinishedRead, goal: ReadGoal): readonly string[] => {
  const { data } = read.done.result;
  if (read.subject === 'payment') return [lastPayments(data)];
  if (read.subject !== 'receipt') return [];
  const ranked = read.party === undefined && (goal.late || goal.show.order !== undefined) ? byVendor(rowsOf(data, 'receipts')) : '';
  return [trendSentence(data), ranked === '' ? monthsTable(data) : ranked];
};

/** The period documents are dated in, by their own date rather than a due date. */
const dated = ({ subject }: FinishedRead, goal: ReadGoal): string =>
  goal.period === undefined || goal.document !== undefined || isCard(subject) || subject === 'reorder' ? '' : ` dated${spanOf(goal.period)}`;

const join = (parts: readonly string[]): string => parts.filter((text) => text !== '').join('\n\n');

/** Tells one result: why it failed, that it is empty, one record in full, or figures and a table. */
export const section = (read: FinishedRead, goal: ReadGoal, known: KnownRecords): string => {
  const { done } = read;
  if (done.result.status !== 'ok') return explainCall(done, read.party?.name ?? known.nameOf(read.party?.number ?? ''));
  const tool = toolFor[read.subject];
  const arranged = arrange(tool, done.result.data, goal);
  const [row] = arranged.rows;
  const isFilterable = read.subject === 'order' || read.subject === 'invoice' || read.subject === 'customer';
  const asked = !isFilterable ? '' : goal.overdue ? 'overdue' : goal.open ? 'open' : '';
  if (row === undefined) return nothing(read, goal, { known, quality: arranged.quality || asked });
  if (arranged.rows.length === 1 && !goal.overview && !goal.show.count)
    return join([verdict(tool, row), card(tool, row, goal.show.aspects), ...extras(read, goal)]);
  const top = goal.show.howMany !== undefined && goal.show.howMany < arranged.rows.length ? arranged.rows.slice(0, goal.show.howMany) : arranged.rows;
  if (top.length === 1 && top[0] !== undefined) return join([verdict(tool, top[0]), card(tool, top[0], goal.show.aspects)]);
  const cut = top.length < arranged.rows.length ? `Here are ${goal.show.order === undefined ? 'the first' : 'the top'} ${top.length}:` : '';
  return join([headline(tool, done.result.data, { ...arranged, span: dated(read, goal) }), ...extras(read, goal), cut, listing(tool, top)]);
};
