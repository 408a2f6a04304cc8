import type { ApprovalDecisionResult } from '../../contracts/approvals.ts';
import type { ApprovalState } from '../../domain/approval.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { ProposalRow } from '../approvals/index.ts';
import type { DecisionEnd } from '../gateway/index.ts';

/** What the person is told of a decision. */
export const decisionResult = (end: DecisionEnd): Omit<ApprovalDecisionResult, 'approval'> => {
  switch (end.kind) {
    case 'committed':
      return { result: 'committed', message: end.line };
    case 'rejected':
      return { result: 'rejected', message: 'Rejected. Nothing was done.' };
    case 'moved':
      return {
        result: 'moved',
        message: 'Something changed since the preview, so nothing was written. The new version shows what, and waits for whoever decides on it now.',
      };
    case 'edited':
      return { result: 'edited', message: 'Saved as a new version, which waits to be decided on. Nothing was written.' };
    case 'failed':
      return { result: end.failure.outcome === 'unknown' ? 'unknown' : 'failed', message: `${end.failure.message} ${end.failure.remedy}` };
    case 'refused':
      return {
        ...{ result: 'refused', message: end.remedy === null ? end.message : `${end.message} ${end.remedy}` },
        ...(end.fields && { fields: [...end.fields] }),
      };
    case 'already_decided':
      return { result: 'already_decided', message: 'This proposal has been decided already.' };
    case 'expired':
      return { result: 'expired', message: 'The proposal has expired; nothing was done. Ask for it again if it is still needed.' };
    case 'withdrawn':
      return { result: 'withdrawn', message: 'Withdrawn. Nothing was done.' };
  }
};

const because = (reason: string | null): string => (reason === null ? '' : ` Reason: ${reason}`);

/** What the model is told of a decision, in place of the waiting result. Expired, rejected and failed are never mixed up. */
export const decisionEnvelope = (row: Pick<ProposalRow, 'id'>, end: DecisionEnd): Json => {
  const told = decisionResult(end);
  switch (end.kind) {
    case 'committed':
      return { status: 'committed', approvalId: row.id, data: end.data as Json };
    case 'rejected':
      return { status: 'rejected', approvalId: row.id, message: 'The user rejected it. Nothing was done; do not try it again unless she asks.' };
    case 'failed':
      return { status: end.failure.outcome, approvalId: row.id, layer: end.failure.layer, message: end.failure.message, remedy: end.failure.remedy };
    case 'withdrawn':
      return {
        status: 'withdrawn',
        approvalId: row.id,
        message: `It was taken back before anybody decided on it; nothing was done.${because(end.reason)}`,
      };
    case 'moved':
    case 'edited':
    case 'refused':
    case 'already_decided':
    case 'expired':
      return { status: end.kind, approvalId: row.id, message: told.message };
  }
};

/** The end of a proposal as its row tells it; null while it waits, is being made, or was replaced. For conversations that were not told in time. */
export const storedEnd = (row: ProposalRow, box: SecretBox): DecisionEnd | null => {
  const line = row.sealedResult === null ? 'It ended.' : (JSON.parse(box.open(row.sealedResult)) as string);
  const failed = (outcome: 'failed' | 'unknown'): DecisionEnd => ({
    kind: 'failed',
    failure: { outcome, layer: null, message: line, remedy: '', correlationId: null },
  });
  switch (row.state as ApprovalState) {
    case 'committed':
      return { kind: 'committed', line, data: { message: line } };
    case 'failed':
    case 'undecryptable':
      return failed('failed');
    case 'unknown':
      return failed('unknown');
    case 'rejected':
    case 'expired':
      return { kind: row.state as 'rejected' | 'expired' };
    case 'withdrawn':
      return { kind: 'withdrawn', reason: row.sealedReason === null ? null : (JSON.parse(box.open(row.sealedReason)) as string) };
    case 'cancelled':
      return { kind: 'already_decided', state: row.state };
    case 'pending':
    case 'committing':
    case 'superseded':
      return null;
  }
};

/** The line that opens a turn about a decision. */
export const decisionMessage = (tool: string): string => `A decision was made on a proposal (${tool}).`;
