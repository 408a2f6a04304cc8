import { asRow, numberOf, rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import type { ToolName } from '../tool-catalog.ts';
import { asMoney, asText, counted } from './format.ts';

const days: readonly [string, string] = ['day', 'days'];

const invoice = (row: Row): string => {
  const name = `Invoice **${asText(textOf(row, 'number'))}**`;
  const remaining = textOf(row, 'remainingAmount');
  if (Number(remaining) === 0) return `${name} is paid: nothing remains open.`;
  const late = numberOf(row, 'daysOverdue') > 0 ? `, ${counted(textOf(row, 'daysOverdue'), days)} overdue` : '';
  return `${name} is not fully paid: ${asMoney(remaining)} remains open${late}.`;
};

const order = (row: Row): string => {
  const name = `Purchase order **${asText(textOf(row, 'number'))}**`;
  if (row['fullyReceived'] === true) return `${name} has been received in full.`;
  const due = textOf(row, 'requestedReceiptDate');
  const late = numberOf(row, 'daysOverdue') > 0 ? `, ${counted(textOf(row, 'daysOverdue'), days)} overdue` : '';
  return `${name} has not been received in full${due === '' ? '' : `; it was wanted by ${asText(due)}`}${late}.`;
};

/** The direct answer about one record (`is it paid?`, `where is it?`); empty where its bullets say it all. */
export const verdict = (tool: ToolName, row: Row): string =>
  tool === 'read_sales_invoices' ? invoice(row) : tool === 'read_purchase_orders' ? order(row) : '';

/** How receipts went, month by month, from the summary of `read_purchase_receipts`; empty with fewer than two months. */
export const monthsTable = (data: Row): string => {
  const months = rowsOf(asRow(data['summary']), 'byMonth');
  if (months.length < 2) return '';
  const lines = months.map((row) => `| ${asText(textOf(row, 'month'))} | ${textOf(row, 'count')} | ${textOf(row, 'averageDaysLate')} |`);
  return ['| Month | Receipts | Average days late |', '| --- | ---: | ---: |', ...lines].join('\n');
};

/** By how many days the average of the later months must exceed that of the earlier ones to be called a trend. */
export const trendDays = 1;

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / Math.max(values.length, 1);

/** Which way lateness moves between the first and the second half of the months; `none` with fewer than three. */
export const trendOf = (data: Row): 'rising' | 'falling' | 'steady' | 'none' => {
  const values = rowsOf(asRow(data['summary']), 'byMonth').map((row) => numberOf(row, 'averageDaysLate'));
  if (values.length < 3) return 'none';
  const middle = Math.floor(values.length / 2);
  const change = mean(values.slice(-middle)) - mean(values.slice(0, middle));
  return change >= trendDays ? 'rising' : change <= -trendDays ? 'falling' : 'steady';
};

/** A sentence on the trend, with the first and the last month's own figures; empty when there are too few months. */
export const trendSentence = (data: Row): string => {
  const months = rowsOf(asRow(data['summary']), 'byMonth');
  const [first, last] = [months[0], months.at(-1)];
  const trend = trendOf(data);
  if (trend === 'none' || first === undefined || last === undefined) return '';
  const span = `from ${textOf(first, 'averageDaysLate')} days late in ${asText(textOf(first, 'month'))} to ${textOf(last, 'averageDaysLate')} days late in ${asText(textOf(last, 'month'))}`;
  if (trend === 'steady') return `Lateness is roughly steady over the months: ${span}.`;
  return trend === 'rising'
    ? `Deliveries are getting later over the months: ${span}.`
    : `Deliveries are getting more punctual over the months: ${span}.`;
};

/** How many of the last payments were late, from the summary of `read_vendor_payments`; empty without payments. */
export const lastPayments = (data: Row): string => {
  const five = asRow(asRow(data['summary'])['lastFive']);
  const count = textOf(five, 'count');
  if (count === '' || count === '0') return '';
  if (count === '1')
    return textOf(five, 'late') === '0' ? 'The last payment was on time.' : 'The last payment went out after the due date, on our side.';
  return `**${textOf(five, 'late')} of the last ${counted(count, ['payment', 'payments'])}** went out after the due date, on our side.`;
};
