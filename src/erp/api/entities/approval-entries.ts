import { approvalCommentLine, approvalEntry, purchaseHeader, salespersonPurchaser } from '../../tables/index.ts';
import type { Table } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, computed, readOnly, visibleRelated, withReads } from '../field.ts';
import type { Field } from '../field.ts';
import { visibleRows } from '../sql-scope.ts';
import type { SqlScope } from '../sql-scope.ts';
import { fullNameOf } from '../user-name.ts';

const at = columnsOf(approvalEntry);

/** The rows of a table about the same document that the reader may see. */
const ofSameDocument = (scope: SqlScope, table: Table): string =>
  `FROM "${table.sqlName}" x WHERE ${visibleRows(scope, table, { alias: 'x', reach: 'indirect' })} AND x."recordIdToApprove" = r."recordIdToApprove"`;

const entriesWith = (condition: string): Field =>
  withReads(
    computed('Edm.Int32', (scope) => `(SELECT count(*) ${ofSameDocument(scope, approvalEntry)} AND ${condition})`),
    approvalEntry,
  );

const ofSameRequest = `x."workflowStepInstanceId" = r."workflowStepInstanceId"`;

/** Approval entries (table 454): who was asked to approve what, in which sequence, and what became of it. Nobody decides here. */
export const approvalEntries = defineEntitySet({
  name: 'approvalEntries',
  entity: 'approvalEntry',
  caption: 'Approval Entry',
  fields: {
    id: readOnly(at('systemId')),
    entryNumber: at('entryNo'),
    tableId: at('tableId'),
    documentType: at('documentType'),
    documentNumber: at('documentNo'),
    sequenceNumber: at('sequenceNo'),
    senderId: at('senderId'),
    senderName: fullNameOf('senderId'),
    approvalCode: at('approvalCode'),
    salespersonPurchaserCode: at('salespersPurchCode'),
    salespersonPurchaserName: visibleRelated(salespersonPurchaser, 'name', { code: 'salespersPurchCode' }),
    approverId: at('approverId'),
    approverName: fullNameOf('approverId'),
    status: at('status'),
    dateTimeSentForApproval: at('dateTimeSentForApproval'),
    lastDateTimeModified: at('lastDateTimeModified'),
    comment: withReads(
      computed('Edm.Boolean', (scope) => `EXISTS (SELECT 1 ${ofSameDocument(scope, approvalCommentLine)})`),
      approvalCommentLine,
    ),
    dueDate: at('dueDate'),
    amount: at('amount'),
    amountLCY: at('amountLcy'),
    currencyCode: currencyCode(at('currencyCode')),
    approvalType: at('approvalType'),
    limitType: at('limitType'),
    availableCreditLimitLCY: at('availableCreditLimitLcy'),
    pendingApprovals: entriesWith(`x."status" IN ('Created', 'Open')`),
    recordIdToApprove: computed(
      'Edm.String',
      `(CASE r."tableId" WHEN ${purchaseHeader.id} THEN 'Purchase Header: ' ELSE 'Sales Header: ' END || r."documentType" || ',' || r."documentNo")`,
    ),
    delegationDateFormula: blank('Edm.String'),
    numberOfApprovedRequests: entriesWith(`x."status" = 'Approved' AND ${ofSameRequest}`),
    numberOfRejectedRequests: entriesWith(`x."status" = 'Rejected' AND ${ofSameRequest}`),
    relatedToChange: blank('Edm.Boolean'),
    workflowStepInstanceId: at('workflowStepInstanceId'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['entryNumber'],
  sources: [{ table: approvalEntry }],
});
