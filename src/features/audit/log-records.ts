import { SmartAgentApprovalDecision, SmartAgentLogOutbox, SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import type { ChainRecordType } from '../../domain/log-chain.ts';
import { hashOf, type Json } from '../../kernel/canonical-json.ts';
import { insert, type Row, type Write } from '../../kernel/database.ts';

type Unhashed<Entity> = Omit<Row<Entity>, 'recordHash'>;

/** An attempt as it is handed to the log; the log adds the hash. */
export type AttemptRecord = Unhashed<SmartAgentToolCallLog>;
/** An outcome as it is handed to the log. */
export type OutcomeRecord = Unhashed<SmartAgentToolCallOutcome>;
/** A decision on a proposal as it is handed to the log. */
export type DecisionRecord = Unhashed<SmartAgentApprovalDecision>;

/** SHA-256 over a record as it is stored: every column but the hash itself. */
export const recordHash = (record: object): string => hashOf(record as Json);

const waiting = (
  record: { readonly id: string; readonly tenantId: string },
  recordType: ChainRecordType,
  at: { hash: string; instant: string },
): Write => insert(SmartAgentLogOutbox, { recordId: record.id, tenantId: record.tenantId, recordType, recordHash: at.hash, committedAt: at.instant });

/** The writes that put an attempt into the log: the row, and its place in the sequencer's queue. */
export const attemptWrites = (record: AttemptRecord): readonly Write[] => {
  const hash = recordHash(record);
  return [insert(SmartAgentToolCallLog, { ...record, recordHash: hash }), waiting(record, 'attempt', { hash, instant: record.attemptedAt })];
};

/** The writes that put an outcome into the log. */
export const outcomeWrites = (record: OutcomeRecord): readonly Write[] => {
  const hash = recordHash(record);
  return [insert(SmartAgentToolCallOutcome, { ...record, recordHash: hash }), waiting(record, 'outcome', { hash, instant: record.finishedAt })];
};

/** The writes that put a decision on a proposal into the log. */
export const decisionWrites = (record: DecisionRecord): readonly Write[] => {
  const hash = recordHash(record);
  return [insert(SmartAgentApprovalDecision, { ...record, recordHash: hash }), waiting(record, 'decision', { hash, instant: record.decidedAt })];
};
