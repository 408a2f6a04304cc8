import { AppError } from '../../../kernel/errors.ts';
import {
  approvalDocument,
  approveRequest,
  cancelRequest,
  delegateRequest,
  rejectRequest,
  sendApprovalRequest,
  type ApprovalEntry,
  type DocumentName,
  type ErpContext,
} from '../../business/index.ts';
import { sqlText } from '../../permissions/index.ts';
import { approvalCommentLine, approvalEntry, blankGuid, purchaseHeader, salesHeader, userSetup } from '../../tables/index.ts';
import { textParameter, type BoundAction } from '../bound-action.ts';
import { currencyCode } from '../currency-code.ts';
import { defineEntitySet, type Source } from '../entity-set.ts';
import { columnsOf, enumeration, readOnly, related, row, withReads, withSql } from '../field.ts';
import { approvalsManagement, approvalsOnDocuments } from '../approval-routines.ts';
import type { Routine } from '../routine.ts';
import { visibleRows } from '../sql-scope.ts';
import type { SqlScope } from '../sql-scope.ts';
import { fullNameOf } from '../user-name.ts';
import type { BodyValue } from '../write-context.ts';

const at = columnsOf(approvalEntry);

/** The documents that can be sent, as this page names them. */
const documents = {
  'Purchase Order': { side: 'Purchase', documentType: 'Order' },
  'Purchase Invoice': { side: 'Purchase', documentType: 'Invoice' },
  'Purchase Credit Memo': { side: 'Purchase', documentType: 'Credit Memo' },
  'Sales Quote': { side: 'Sales', documentType: 'Quote' },
  'Sales Order': { side: 'Sales', documentType: 'Order' },
  'Sales Invoice': { side: 'Sales', documentType: 'Invoice' },
  'Sales Credit Memo': { side: 'Sales', documentType: 'Credit Memo' },
} as const;

const isNamed = (name: string): name is keyof typeof documents => Object.hasOwn(documents, name);

/** Everyone sees what she sent and what she is asked to decide; approval administrators see all. */
const concerns = ({ company, userId }: SqlScope): string => {
  const me = sqlText(userId);
  const administrator = `SELECT 1 FROM "${userSetup.sqlName}" u WHERE u."company" = ${company} AND u."userId" = ${me} AND u."approvalAdministrator" = 1`;
  return `(${me} IN (${row}."senderId", ${row}."approverId") OR EXISTS (${administrator}))`;
};

const documentLink = { systemId: 'recordIdToApprove' };

const sourceOf = (table: typeof purchaseHeader | typeof salesHeader): Source => ({
  table: approvalEntry,
  reach: 'indirect',
  condition: (scope) => `${row}."tableId" = ${table.id} AND ${concerns(scope)}`,
  header: { table, link: documentLink },
});

/** What was said last about the request. */
const lastComment = withReads(
  withSql(
    columnsOf(approvalCommentLine)('comment'),
    (scope) =>
      `coalesce((SELECT c."comment" FROM "${approvalCommentLine.sqlName}" c WHERE ${visibleRows(scope, approvalCommentLine, { alias: 'c', reach: 'indirect' })} AND c."workflowStepInstanceId" = ${row}."workflowStepInstanceId" ORDER BY c."entryNo" DESC LIMIT 1), '')`,
  ),
  approvalCommentLine,
);

const documentName = (values: Readonly<Record<string, BodyValue>>): DocumentName => {
  const { documentId = blankGuid, documentType = '', documentNumber = '' } = values;
  if (documentId !== blankGuid) return { systemId: String(documentId) };
  const type = String(documentType);
  if (!isNamed(type) || documentNumber === '')
    throw new AppError('unprocessable', 'A documentId, or a documentType and a documentNumber, must be provided.');
  return { ...documents[type], no: String(documentNumber) };
};

const decision = (
  decide: (erp: ErpContext, entry: ApprovalEntry, comment: string) => void,
  routine: Routine = approvalsOnDocuments,
): BoundAction => ({
  ...routine,
  parameters: { comment: textParameter(250) },
  run: (erp, systemId, { comment = '' }) => {
    const entry = erp.records.of(approvalEntry).bySystemId(systemId);
    if (entry === undefined) throw new AppError('not_found', 'The Approval Entry does not exist.');
    decide(erp, entry, String(comment));
    return undefined;
  },
});

/**
 * How approvals are asked for and decided over the API, which Microsoft's v2.0 does not offer: a request is sent by
 * POST, decided by its actions, and visible with its document to those whom it concerns.
 */
export const approvalRequests = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'approvalRequests',
  entity: 'approvalRequest',
  caption: 'Approval Entry',
  fields: {
    id: readOnly(at('systemId')),
    entryNumber: readOnly(at('entryNo')),
    documentType: enumeration(
      Object.keys(documents),
      `(CASE ${row}."tableId" WHEN ${purchaseHeader.id} THEN 'Purchase ' ELSE 'Sales ' END || ${row}."documentType")`,
    ),
    documentNumber: at('documentNo'),
    documentId: at('recordIdToApprove'),
    documentStatus: related(purchaseHeader, 'status', documentLink),
    partyNumber: related(purchaseHeader, 'buyFromVendorNo', documentLink),
    partyName: related(purchaseHeader, 'buyFromVendorName', documentLink),
    amount: readOnly(at('amount')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    senderId: readOnly(at('senderId')),
    senderName: fullNameOf('senderId'),
    approverId: readOnly(at('approverId')),
    approverName: fullNameOf('approverId'),
    sequenceNumber: readOnly(at('sequenceNo')),
    status: readOnly(at('status')),
    comment: lastComment,
    dueDate: readOnly(at('dueDate')),
    dateTimeSentForApproval: readOnly(at('dateTimeSentForApproval')),
    lastDateTimeModified: readOnly(at('lastDateTimeModified')),
    lastModifiedByUserId: readOnly(at('lastModifiedByUserId')),
  },
  order: ['entryNumber'],
  sources: [
    sourceOf(purchaseHeader),
    {
      ...sourceOf(salesHeader),
      fields: {
        documentStatus: related(salesHeader, 'status', documentLink),
        partyNumber: related(salesHeader, 'sellToCustomerNo', documentLink),
        partyName: related(salesHeader, 'sellToCustomerName', documentLink),
      },
    },
  ],
  writes: {
    table: approvalEntry,
    accepts: [],
    acceptsOnInsert: ['documentType', 'documentNumber', 'documentId', 'comment'],
    insertsBy: approvalsOnDocuments,
    insert: (erp, { values }) => sendApprovalRequest(erp, approvalDocument(erp, documentName(values)), String(values['comment'] ?? '')).systemId,
  },
  actions: {
    approve: decision(approveRequest),
    reject: decision(rejectRequest),
    cancel: decision(cancelRequest),
    delegate: decision(delegateRequest, approvalsManagement),
  },
});
