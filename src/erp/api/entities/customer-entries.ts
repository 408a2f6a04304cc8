import { custLedgerEntry } from '../../tables/index.ts';
import { applyAction } from '../apply-action.ts';
import { defineEntitySet } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(custLedgerEntry);

/** Customer ledger entries with due dates and remaining amounts, which Microsoft's query lacks; for statements. */
export const customerEntries = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'customerEntries',
  entity: 'customerEntry',
  caption: 'Cust. Ledger Entry',
  fields: {
    id: readOnly(at('systemId')),
    entryNumber: readOnly(at('entryNo')),
    customerNumber: readOnly(at('customerNo')),
    postingDate: readOnly(at('postingDate')),
    dueDate: readOnly(at('dueDate')),
    documentType: readOnly(at('documentType')),
    documentNumber: readOnly(at('documentNo')),
    externalDocumentNumber: readOnly(at('externalDocumentNo')),
    description: readOnly(at('description')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    amount: readOnly(at('amount')),
    remainingAmount: readOnly(at('remainingAmount')),
    open: readOnly(at('open')),
    closedAtDate: readOnly(at('closedAtDate')),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['entryNumber'],
  sources: [{ table: custLedgerEntry }],
  actions: { apply: applyAction('Customer') },
});
