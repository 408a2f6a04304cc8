import { generalLedgerSetup } from '../tables/index.ts';
import { row, withSql, type Field } from './field.ts';

/**
 * A currency code as API v2.0 shows it: records keep a blank for the local currency, the API answers the
 * local currency's code from the General Ledger Setup instead.
 */
export const currencyCode = (field: Field): Field =>
  withSql(
    field,
    ({ company }) =>
      `CASE WHEN ${row}."currencyCode" = '' THEN coalesce((SELECT g."lcyCode" FROM "${generalLedgerSetup.sqlName}" g WHERE g."company" = ${company}), '') ELSE ${row}."currencyCode" END`,
  );
