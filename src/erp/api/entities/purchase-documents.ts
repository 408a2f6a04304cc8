import { purchaseHeader, vendor } from '../../tables/index.ts';
import { currencyCode } from '../currency-code.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import { purchaseReleasing } from '../purchase-routines.ts';
import { releaseNeedsApproval } from '../release-needs-approval.ts';
import { releaseActions } from '../release-actions.ts';

const at = columnsOf(purchaseHeader);

/** Unposted purchase documents of every type (Purchase Header, table 38) with their own status: to release and reopen them, which v2.0 does not offer. */
export const purchaseDocuments = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'purchaseDocuments',
  entity: 'purchaseDocument',
  caption: 'Purchase Header',
  fields: {
    id: readOnly(at('systemId')),
    documentType: readOnly(at('documentType')),
    number: readOnly(at('no')),
    status: readOnly(at('status')),
    vendorId: related(vendor, 'systemId', { no: 'buyFromVendorNo' }),
    vendorNumber: readOnly(at('buyFromVendorNo')),
    vendorName: readOnly(at('buyFromVendorName')),
    amount: readOnly(at('amount')),
    amountIncludingVAT: readOnly(at('amountIncludingVat')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    approvalRequired: releaseNeedsApproval,
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['documentType', 'number'],
  sources: [{ table: purchaseHeader }],
  navigations: { vendor: one('vendors', 'vendorId') },
  actions: releaseActions(purchaseReleasing),
});
