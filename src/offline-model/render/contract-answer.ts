import { asRow, rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { asMoney, asText, counted, listed } from './format.ts';
import { card, headline, listing } from './list.ts';

const nearRenewal = 'find_contracts_near_renewal';

/** What has to be known of a contract's vendor before it is renewed; empty where nothing stands against him. */
export const vendorRemark = (row: Row): string => {
  const who = `${asText(textOf(row, 'vendorName'))} (${asText(textOf(row, 'vendorNumber'))})`;
  const blocked = textOf(row, 'vendorBlocked');
  const restriction = textOf(row, 'vendorRestriction');
  return [
    ...(blocked.trim() === '' ? [] : [`Vendor ${who} is blocked for ${asText(blocked)}.`]),
    ...(row['vendorRestricted'] === true ? [`Vendor ${who} is **restricted**${restriction === '' ? '' : `: ${asText(restriction)}`}`] : []),
  ].join(' ');
};

/** The contracts near renewal as a table, with what stands against their vendors. */
export const contractList = (data: Row): string => {
  const rows = rowsOf(data, 'contracts');
  if (rows.length === 0) return 'I found no contracts near renewal.';
  const remarks = [...new Set(rows.map(vendorRemark).filter((text) => text !== ''))].map((text) => `- ${text}`);
  return [headline(nearRenewal, data, { rows, isFiltered: false, quality: '' }), listing(nearRenewal, rows), remarks.join('\n')]
    .filter((text) => text !== '')
    .join('\n\n');
};

const renewalLine = (row: Row): string => {
  const until = textOf(row, 'proposedEndingDate');
  const value = textOf(row, 'proposedAnnualValue');
  return `- Renewal ${asText(textOf(row, 'number'))}: ${asText(textOf(row, 'status'))}${until === '' ? '' : `, until ${asText(until)}`}${value === '' ? '' : ` at ${asMoney(value)} a year`}`;
};

const supplierLines = (supplier: Row): readonly string[] => {
  const since = asText(textOf(supplier, 'since'));
  const [orders, invoiced] = [asRow(supplier['orders']), asRow(supplier['invoiced'])];
  const missing = Array.isArray(supplier['notReadable']) ? supplier['notReadable'].filter((one) => typeof one === 'string') : [];
  const orderCount = textOf(orders, 'orderCount');
  const amount = textOf(invoiced, 'invoicedAmount');
  return [
    ...(orderCount === ''
      ? []
      : [
          `- Ordered since ${since}: ${counted(orderCount, ['purchase order', 'purchase orders'])}, ${asMoney(textOf(orders, 'orderedAmount'))} without tax`,
        ]),
    ...(amount === '' ? [] : [`- Invoiced since ${since}: ${asMoney(amount)}`]),
    ...(missing.length === 0 ? [] : [`- Not read, because your user may not: ${listed(missing.map((one) => asText(one)))}`]),
  ];
};

/** One contract with its vendor, its renewals and a year's business; says so where there is none of that number. */
export const contractCard = (data: Row, number: string): string => {
  const [row] = rowsOf(data, 'contracts');
  if (row === undefined) return `I found no contract ${asText(number)} that you can see. Please check the number.`;
  const lines = [...supplierLines(asRow(data['supplier'])), ...rowsOf(data, 'renewals').map(renewalLine)];
  return [card('read_contract', row), lines.join('\n'), vendorRemark(row)].filter((text) => text !== '').join('\n\n');
};
