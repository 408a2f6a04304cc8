import type { AttemptRecord, DecisionRecord, OutcomeRecord } from '../../src/features/audit/index.ts';
import { randomIds } from '../../src/kernel/ids.ts';

const someone = '00000000-0000-4000-8000-000000000001';

/** An attempt as the gateway would write it. */
export const attemptOf = (tenantId: string, change: Partial<AttemptRecord> = {}): AttemptRecord => ({
  ...{ id: randomIds.next(), tenantId, attemptedAt: '2026-03-01T10:00:00.000Z', toolCallId: 'call_1', phase: 'read', executionId: someone },
  ...{ sessionId: someone, turnId: someone, subjectId: someone, companyId: someone, agentId: someone, agentVersionId: someone },
  ...{ delegationId: someone, tier: 'smart', model: 'offline', tool: 'read_customer', operation: 'read', arguments: '{}', decision: 'run' },
  ...{
    layer: 'autonomy',
    rule: 'reads-run',
    basis: '[]',
    facts: '{}',
    price: '0',
    approvalId: null,
    approverSubjectId: null,
    recheck: null,
    effectKey: null,
  },
  ...change,
});

/** An outcome of an attempt. */
export const outcomeOf = ({ id, tenantId }: Pick<AttemptRecord, 'id' | 'tenantId'>, change: Partial<OutcomeRecord> = {}): OutcomeRecord => ({
  ...{ id: randomIds.next(), tenantId, attemptId: id, finishedAt: '2026-03-01T10:00:01.000Z', outcome: 'ok', layer: null, message: null },
  ...{ dataScope: null, records: 1, mayBePartial: false, truncated: false, inputTokens: 100, outputTokens: 10, credits: '0.0120' },
  ...{ durationMs: 12, correlationId: null },
  ...change,
});

/** A decision on a proposal. */
export const decisionOf = (tenantId: string, change: Partial<DecisionRecord> = {}): DecisionRecord => ({
  ...{ id: randomIds.next(), tenantId, approvalId: someone, version: 1, toolCallId: 'call_1', executionId: someone, subjectId: someone },
  ...{ decision: 'confirm', outcomeHash: 'h'.repeat(64), decidedAt: '2026-03-01T10:00:02.000Z' },
  ...change,
});
