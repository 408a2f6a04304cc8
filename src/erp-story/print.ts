import { decimal, money } from '../kernel/money.ts';
import type { AccountBalance, AccountChange } from './books.ts';
import type { Step } from './teller.ts';
import type { Told } from './tell.ts';

const stepLines = (steps: readonly Step[]): string[] =>
  steps.flatMap(({ who, request, status, told }, at) => [`${String(at + 1).padStart(3)}. ${told}`, `     ${who}: ${request} → ${status}`]);

const padded = (text: string, width: number): string => text.padStart(width);

/** What each account's change comes from, over both stories. */
const reasonsIn = (changes: readonly AccountChange[]): ReadonlyMap<string, readonly string[]> => {
  const reasons = new Map<string, readonly string[]>();
  for (const { number, because } of changes) reasons.set(number, [...(reasons.get(number) ?? []), ...because]);
  return reasons;
};

const accountLines = ({ number, name, balance }: AccountBalance, before: string, because: readonly string[]): string[] => {
  const change = because.length === 0 ? '' : money(decimal(balance).minus(before));
  const line = `  ${number}  ${name.padEnd(28)}${padded(before, 16)}${padded(balance, 16)}${padded(change, 14)}`.trimEnd();
  return because.length === 0 ? [line] : [line, `        ${because.join(', ')}`];
};

const bookLines = ({ before, after, totals, sale, purchase }: Told): string[] => {
  const reasons = reasonsIn([...sale.changes, ...purchase.changes]);
  const was = new Map(before.accounts.map(({ number, balance }) => [number, balance]));
  return [
    `  ${'Account'.padEnd(34)}${padded('before', 16)}${padded('after', 16)}${padded('change', 14)}`,
    ...after.accounts.flatMap((account) => accountLines(account, was.get(account.number) ?? '0.00', reasons.get(account.number) ?? [])),
    `  ${'Total'.padEnd(34)}${padded(totals.before, 16)}${padded(totals.after, 16)}`,
  ];
};

/** The stories for people. */
export const storyText = (told: Told): string => {
  const { sale, purchase } = told;
  const statement = sale.end.statement.map(
    (entry) =>
      `  ${String(entry['postingDate'])}  ${String(entry['documentType']).padEnd(10)}${String(entry['documentNumber']).padEnd(12)}${padded(String(entry['amount']), 12)}  ${entry['open'] === true ? 'open' : 'settled'}`,
  );
  return [
    'Order to cash',
    ...stepLines(sale.steps),
    '',
    `Statement of customer ${sale.end.customer}, balance due ${String(sale.end.aged['balanceDue'])}: the invoice is ${String(sale.end.invoice['status'])}.`,
    ...statement,
    '',
    'Purchase to pay',
    ...stepLines(purchase.steps),
    '',
    `Vendor ${purchase.end.vendor}: the paid invoice is ${String(purchase.end.invoice['status'])}, balance due ${String(purchase.end.aged['balanceDue'])}.`,
    '',
    'Trial balance before and after, with the documents that made the difference',
    ...bookLines(told),
    '',
  ].join('\n');
};
