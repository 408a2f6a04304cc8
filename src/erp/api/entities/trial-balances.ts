import { glAccount, glEntry } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { blank, columnsOf, readOnly, row, withReads, withSql } from '../field.ts';
import type { Field } from '../field.ts';
import { visibleRows } from '../sql-scope.ts';
import type { SqlScope } from '../sql-scope.ts';

const at = columnsOf(glAccount);

/** The days that count: the period asked for, else the work date alone, as Business Central does. */
const periodOf = ({ period, workDate }: SqlScope): { readonly from: string; readonly to: string } => period ?? { from: workDate, to: workDate };

const sumOf = (scope: SqlScope, what: string, days: { readonly from: string; readonly to: string }): string => {
  const conditions = [visibleRows(scope, glEntry, { alias: 'e', reach: 'indirect' }), `e."glAccountNo" = ${row}."no"`];
  if (days.from !== '') conditions.push(`e."postingDate" >= '${days.from}'`);
  if (days.to !== '') conditions.push(`e."postingDate" <= '${days.to}'`);
  return `(SELECT coalesce(sum(${what}), 0) FROM "${glEntry.sqlName}" e WHERE ${conditions.join(' AND ')})`;
};

/** Cents as Business Central writes the amounts of this page: a text such as `72,893.84`, blank for accounts that are no posting accounts. */
const amountText = (cents: (scope: SqlScope) => string): Field =>
  withReads(
    withSql(
      blank('Edm.String'),
      (scope) =>
        `CASE WHEN ${row}."accountType" = 'Posting' THEN (SELECT format('%,d.%02d', t.c / 100, t.c % 100) FROM (SELECT ${cents(scope)} AS c) t) ELSE '' END`,
    ),
    glEntry,
  );

const during = (what: string): Field => amountText((scope) => sumOf(scope, what, periodOf(scope)));
const balanceAtDate = (sign: '' | '-'): Field =>
  amountText((scope) => `max(${sign}${sumOf(scope, 'e."amount"', { from: '', to: periodOf(scope).to })}, 0)`);

/**
 * The trial balance: debits and credits of each account over the period in `dateFilter`, and its balance at the
 * period's last day. Without a filter the period is the work date.
 * https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/resources/dynamics_trialbalance
 */
export const trialBalances = defineEntitySet({
  name: 'trialBalances',
  entity: 'trialBalance',
  caption: 'Trial Balance',
  key: 'accountId',
  fields: {
    number: readOnly(at('no')),
    accountId: readOnly(at('systemId')),
    accountType: readOnly(at('accountType')),
    display: readOnly(at('name')),
    totalDebit: during('max(e."amount", 0)'),
    totalCredit: during('max(-e."amount", 0)'),
    balanceAtDateDebit: balanceAtDate(''),
    balanceAtDateCredit: balanceAtDate('-'),
    dateFilter: withSql(blank('Edm.Date'), (scope) => `'${periodOf(scope).to}'`),
  },
  order: ['number'],
  period: 'dateFilter',
  sources: [{ table: glAccount }],
  navigations: { account: one('accounts', 'accountId') },
});
