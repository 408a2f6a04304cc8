import { erpApprovalState, type ErpApprovalState } from '../../domain/erp-approval.ts';
import { odata, type ErpReader, type ErpRecord, type HandedOver } from '../tools/index.ts';
import type { SubjectByEmail } from './read-approval-setup.ts';

/** How a handed-over document stands in the ERP. */
export interface ErpApprovalFound {
  readonly state: Exclude<ErpApprovalState, 'lapsed'>;
  /** Whom it waits for, as the ERP names her; null where nobody is asked any more. */
  readonly waitingFor: string | null;
  /** Who decided: her random id where she is known here, and her name as the ERP has it. */
  readonly by: { readonly subjectId: string | null; readonly name: string } | null;
  readonly reason: string | null;
}

const entryFields = ['id', 'sequenceNumber', 'approverId', 'approverName', 'status', 'workflowStepInstanceId'];

const text = (record: ErpRecord | null | undefined, field: string): string => {
  const value = record?.[field];
  return typeof value === 'string' ? value.trim() : '';
};

const entriesOf = async (erp: ErpReader, { requestId, documentNumber }: HandedOver): Promise<readonly ErpRecord[]> => {
  const filter = odata.equals('documentNumber', documentNumber);
  const { records } = await erp.list('approvalEntries', { filter, select: entryFields, orderBy: 'entryNumber desc' });
  const request = text(
    records.find((one) => text(one, 'id') === requestId),
    'workflowStepInstanceId',
  );
  return request === '' ? [] : records.filter((one) => text(one, 'workflowStepInstanceId') === request);
};

const personOf = async (erp: ErpReader, userId: string, subjectOf: SubjectByEmail): Promise<ErpApprovalFound['by']> => {
  if (userId === '') return null;
  const query = { filter: odata.equals('userId', userId), select: ['id', 'userId', 'userFullName', 'email'], top: 1 };
  const [line] = (await erp.list('approvalUserSetups', query)).records;
  return { subjectId: subjectOf(text(line, 'email')), name: text(line, 'userFullName') || userId };
};

/** Who touched the request last, and what was said last about it; nothing where the document, and the page's row with it, is gone. */
const lastWords = async (erp: ErpReader, entries: readonly ErpRecord[]): Promise<{ readonly userId: string; readonly comment: string }> => {
  const last = entries.reduce<ErpRecord | undefined>(
    (latest, one) => (Number(one['sequenceNumber']) > Number(latest?.['sequenceNumber'] ?? 0) ? one : latest),
    undefined,
  );
  const request = last && (await erp.get('approvalRequests', text(last, 'id'), { select: ['id', 'lastModifiedByUserId', 'comment'] }));
  return { userId: text(request, 'lastModifiedByUserId') || text(last, 'approverId'), comment: text(request, 'comment') };
};

/** Looks how a handed-over document stands, with the rights of whoever it was handed over for. */
export const readErpApproval = async (erp: ErpReader, handedOver: HandedOver, subjectOf: SubjectByEmail): Promise<ErpApprovalFound> => {
  const entries = await entriesOf(erp, handedOver);
  const document = await erp.get(handedOver.documentSet, handedOver.documentId, { select: ['id'] });
  const state = erpApprovalState({ parts: entries.map((one) => ({ status: text(one, 'status') })), hasDocument: document !== null });
  if (state === 'waiting' || state === 'gone') {
    const asked = entries.find((one) => text(one, 'status') === 'Open');
    return { state, waitingFor: text(asked, 'approverName') || null, by: null, reason: null };
  }
  const { userId, comment } = await lastWords(erp, entries);
  const by = await personOf(erp, userId, subjectOf);
  return { state, waitingFor: null, by, reason: state === 'approved' || comment === '' ? null : comment };
};
