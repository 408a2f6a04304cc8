import { glAccount, glEntry } from '../../tables/index.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { blank, columnsOf, readOnly, related } from '../field.ts';

const at = columnsOf(glEntry);

/** General ledger entries (table 17); written by posting only. */
export const generalLedgerEntries = defineEntitySet({
  name: 'generalLedgerEntries',
  entity: 'generalLedgerEntry',
  caption: 'G/L Entry',
  fields: {
    id: readOnly(at('systemId')),
    entryNumber: readOnly(at('entryNo')),
    postingDate: at('postingDate'),
    documentNumber: at('documentNo'),
    documentType: at('documentType'),
    accountId: related(glAccount, 'systemId', { no: 'glAccountNo' }),
    accountNumber: at('glAccountNo'),
    description: at('description'),
    debitAmount: at('debitAmount'),
    creditAmount: at('creditAmount'),
    additionalCurrencyDebitAmount: blank('Edm.Decimal'),
    additionalCurrencyCreditAmount: blank('Edm.Decimal'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['entryNumber'],
  sources: [{ table: glEntry }],
  navigations: { account: one('accounts', 'accountId'), dimensionSetLines: many('dimensionSetLines', 'parentId') },
});
