import { customer, salesHeader } from '../../tables/index.ts';
import { currencyCode } from '../currency-code.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import { salesReleasing } from '../sales-routines.ts';
import { releaseActions } from '../release-actions.ts';

const at = columnsOf(salesHeader);

/** Unposted sales documents of every type (Sales Header, table 36) with their own status: to release and reopen them, which v2.0 does not offer. */
export const salesDocuments = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'salesDocuments',
  entity: 'salesDocument',
  caption: 'Sales Header',
  fields: {
    id: readOnly(at('systemId')),
    documentType: readOnly(at('documentType')),
    number: readOnly(at('no')),
    status: readOnly(at('status')),
    customerId: related(customer, 'systemId', { no: 'sellToCustomerNo' }),
    customerNumber: readOnly(at('sellToCustomerNo')),
    customerName: readOnly(at('sellToCustomerName')),
    amount: readOnly(at('amount')),
    amountIncludingVAT: readOnly(at('amountIncludingVat')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['documentType', 'number'],
  sources: [{ table: salesHeader }],
  navigations: { customer: one('customers', 'customerId') },
  actions: releaseActions(salesReleasing),
});
