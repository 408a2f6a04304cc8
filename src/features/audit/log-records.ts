import { SmartAgentApprovalDecision, SmartAgentLogOutbox, SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import type { ChainRecordType } from '../../domain/log-chain.ts';
import { hashOf, type Json } from '../../kernel/canonical-json.ts';
import { insert, type Row, type Write } from '../../kernel/database.ts';
import { keptText } from '../../kernel/kept-text.ts';
import { touchedRecordWrites } from './touched-records.ts';

type Unhashed<Entity> = Omit<Row<Entity>, 'recordHash'>;

/** An attempt as it is handed to the log; the log adds the hash. */
export type AttemptRecord = Unhashed<SmartAgentToolCallLog>;
/** An outcome as it is handed to the log. */
export type OutcomeRecord = Unhashed<SmartAgentToolCallOutcome>;
/** A decision on a proposal as it is handed to the log. */
export type DecisionRecord = Unhashed<SmartAgentApprovalDecision>;

/** SHA-256 over a record as it is stored: every column but the hash itself. */
export const recordHash = (record: object): string => hashOf(record as Json);

/** A record with its texts as the database will give them back, so that the hash holds for what is stored. */
const kept = <Entry extends object>(record: Entry): Entry =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, typeof value === 'string' ? keptText(value) : (value as unknown)]),
  ) as Entry;

const waiting = (
  record: { readonly id: string; readonly tenantId: string },
  recordType: ChainRecordType,
  at: { hash: string; instant: string },
): Write => insert(SmartAgentLogOutbox, { recordId: record.id, tenantId: record.tenantId, recordType, recordHash: at.hash, committedAt: at.instant });

/** The writes that put an attempt into the log: the row, and its place in the sequencer's queue. */
export const attemptWrites = (given: AttemptRecord): readonly Write[] => {
  const record = kept(given);
  const hash = recordHash(record);
  return [insert(SmartAgentToolCallLog, { ...record, recordHash: hash }), waiting(record, 'attempt', { hash, instant: record.attemptedAt })];
};

/** The writes that put an outcome into the log, and make it findable by the records it touched. */
export const outcomeWrites = (given: OutcomeRecord): readonly Write[] => {
  const record = kept(given);
  const hash = recordHash(record);
  return [
    insert(SmartAgentToolCallOutcome, { ...record, recordHash: hash }),
    ...touchedRecordWrites(record),
    waiting(record, 'outcome', { hash, instant: record.finishedAt }),
  ];
};

/** The writes that put a decision on a proposal into the log. */
export const decisionWrites = (given: DecisionRecord): readonly Write[] => {
  const record = kept(given);
  const hash = recordHash(record);
  return [insert(SmartAgentApprovalDecision, { ...record, recordHash: hash }), waiting(record, 'decision', { hash, instant: record.decidedAt })];
};
