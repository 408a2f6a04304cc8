import { generalLedgerSetup } from '../tables/index.ts';
import { computed, row, withSql, type Field } from './field.ts';

const localCode = (company: number): string =>
  `coalesce((SELECT g."lcyCode" FROM "${generalLedgerSetup.sqlName}" g WHERE g."company" = ${company}), '')`;

/** The company's own currency, for records whose amounts are always in it. */
export const localCurrencyCode: Field = computed('Edm.String', ({ company }) => localCode(company));

/**
 * A currency code as API v2.0 shows it: records keep a blank for the local currency, the API answers the
 * local currency's code from the General Ledger Setup instead.
 */
export const currencyCode = (field: Field): Field =>
  withSql(field, ({ company }) => `CASE WHEN ${row}."currencyCode" = '' THEN ${localCode(company)} ELSE ${row}."currencyCode" END`);
