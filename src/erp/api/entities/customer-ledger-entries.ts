import { custLedgerEntry } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, readOnly, withSql } from '../field.ts';

const at = columnsOf(custLedgerEntry);
const debit = (column: string): string => `max(r."${column}", 0)`;
const credit = (column: string): string => `max(-r."${column}", 0)`;

/** Customer ledger entries (table 21), with the fields of Microsoft's query at reportsFinance. */
export const customerLedgerEntries = defineEntitySet({
  route: 'microsoft/reportsFinance/beta',
  name: 'customerLedgerEntries',
  entity: 'customerLedgerEntry',
  caption: 'Cust. Ledger Entry',
  key: 'entryNumber',
  fields: {
    entryNumber: readOnly(at('entryNo')),
    documentType: readOnly(at('documentType')),
    description: readOnly(at('description')),
    postingDate: readOnly(at('postingDate')),
    documentNumber: readOnly(at('documentNo')),
    externalDocumentNumber: readOnly(at('externalDocumentNo')),
    balancingAccountNumber: blank('Edm.String'),
    balancingAccountType: blank('Edm.String', `'G/L Account'`),
    customerNumber: readOnly(at('customerNo')),
    open: readOnly(at('open')),
    amount: readOnly(at('amount')),
    debitAmount: withSql(readOnly(at('amount')), debit('amount')),
    creditAmount: withSql(readOnly(at('amount')), credit('amount')),
    amountLocalCurrency: readOnly(at('amountLcy')),
    dimensionSetID: readOnly(at('dimensionSetId')),
    debitAmountLocalCurrency: withSql(readOnly(at('amountLcy')), debit('amountLcy')),
    creditAmountLocalCurrency: withSql(readOnly(at('amountLcy')), credit('amountLcy')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    yourReference: blank('Edm.String'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['entryNumber'],
  sources: [{ table: custLedgerEntry }],
});
