import type { ProposalRow } from '../../src/features/approvals/index.ts';
import { randomIds } from '../../src/kernel/ids.ts';

const at = '2026-03-01T00:00:00.000Z';

/** A proposal of a tenant's that waits for a person, unless a test wants it otherwise. */
export const proposalOf = (tenantId: string, otherwise: Partial<ProposalRow> = {}): ProposalRow => {
  const [id, any] = [otherwise.id ?? randomIds.next(), randomIds.next()];
  return {
    ...{ id, tenantId, proposalId: id, version: 1, toolCallId: 'call', tool: 'order', effectKey: id, outcomeHash: 'h', sealedPayload: 'p' },
    ...{ executionId: any, sessionId: any, turnId: any, agentId: any, agentVersionId: any, delegationId: any, companyId: any },
    ...{ requesterSubjectId: any, responsibleSubjectId: any, approver: '{"kind":"responsible"}', facts: null },
    ...{ sealedPreview: 'v', basis: '[]', sourceRecords: '[]', changedSince: '[]', mayBePartial: false, amount: null, currency: null },
    ...{ state: 'pending', requestedAt: at, expiresAt: at, decidedAt: null, deciderSubjectId: null },
    ...{ sealedReason: null, sealedResult: null, untold: false, editedBySubjectId: null, raisedBySubjectId: null, nodeId: null },
    ...otherwise,
  };
};
