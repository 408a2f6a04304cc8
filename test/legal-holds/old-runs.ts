import {
  SmartAgentExecution,
  SmartAgentExecutionRecord,
  SmartAgentMessage,
  SmartAgentMissedLookup,
  SmartAgentPanelEvent,
  SmartAgentSession,
  SmartAgentTurn,
} from '../../entities/index.ts';
import { attemptWrites, decisionWrites, outcomeWrites } from '../../src/features/audit/index.ts';
import { insert, type Database, type Write } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { attemptOf, decisionOf, outcomeOf } from '../database/attempt-rows.ts';

/** A run of the past: who asked for it, who decided in it, which agent acted, which record was touched, and when. */
export interface OldRun {
  readonly tenantId: string;
  readonly at: string;
  readonly subjectId?: string;
  readonly deciderId?: string;
  readonly agentId?: string;
  readonly document?: string;
}

/** Writes a whole run down: its conversation, an attempt with outcome, touched record and decision, and a missed lookup. Answers the session's id. */
export const writeOldRun = async (database: Database, run: OldRun): Promise<string> => {
  const { tenantId, at } = run;
  const [id, sessionId, turnId, versionId] = [randomIds.next(), randomIds.next(), randomIds.next(), randomIds.next()];
  const subjectId = run.subjectId ?? randomIds.next();
  const agentId = run.agentId ?? randomIds.next();
  const attempt = attemptOf(tenantId, { attemptedAt: at, executionId: id, sessionId, turnId, subjectId, agentId });
  const ids = { agentVersionId: versionId, delegationId: versionId, companyId: versionId };
  const writes: Write[] = [
    insert(SmartAgentSession, {
      ...{ id: sessionId, tenantId, subjectId, ...ids, companyName: 'Finch', agentId, sealedTitle: 'x', lastSequence: 1, lastMessage: 1 },
      ...{ readUntrustedText: false, untrustedFields: null, createdAt: at, lastActivityAt: at, deletedAt: null, nodeId: null },
    }),
    insert(SmartAgentTurn, {
      ...{ id: turnId, tenantId, sessionId, executionId: id, clientMessageId: turnId, phase: 'completed', state: '{}', sealedSignIn: null },
      ...{ startedAt: at, updatedAt: at },
    }),
    insert(SmartAgentMessage, { id: randomIds.next(), sessionId, turnId, number: 1, role: 'user', sealedContent: 'x' }),
    insert(SmartAgentPanelEvent, { sessionId, sequence: 1, at, sealedData: 'x' }),
    insert(SmartAgentExecution, {
      ...{ id, tenantId, reference: `EX-${id.slice(0, 30)}`, sessionId, agentId, subjectId, ...ids, companyName: 'Finch', fingerprint: 'f' },
      ...{ status: 'completed', startedAt: at, endedAt: at, answerHash: null },
    }),
    insert(SmartAgentExecutionRecord, {
      ...{ attemptId: attempt.id, entitySet: 'purchaseInvoices', recordId: randomIds.next(), tenantId },
      ...{ label: run.document ?? 'OTHER', role: 'read' },
    }),
    insert(SmartAgentMissedLookup, {
      id: randomIds.next(),
      tenantId,
      missedAt: at,
      callerKind: 'person',
      callerId: subjectId,
      route: 'r',
      requestId: 'q',
    }),
    ...attemptWrites(attempt),
    ...outcomeWrites(outcomeOf(attempt, { finishedAt: at })),
    ...decisionWrites(decisionOf(tenantId, { executionId: id, decidedAt: at, subjectId: run.deciderId ?? subjectId })),
  ];
  await database.commit(writes);
  return sessionId;
};
