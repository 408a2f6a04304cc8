import { In, LessThan, type EntityManager } from 'typeorm';
import {
  SmartAgentApprovalDecision,
  SmartAgentExecutionRecord,
  SmartAgentLogChain,
  SmartAgentLogRemoval,
  SmartAgentLogSeal,
  SmartAgentMissedLookup,
  SmartAgentRetentionProgress,
  SmartAgentToolCallLog,
  SmartAgentToolCallOutcome,
} from '../../../entities/index.ts';
import type { ChainRecordType } from '../../domain/log-chain.ts';
import { cutoffAt, firstKeptDay, removalOf, removalText } from '../../domain/retention.ts';
import type { HeadWitness, LogSigner, SignedRemoval } from '../audit/index.ts';
import type { Held, LoggedRecord } from './held.ts';
import { takeTurn } from './turns.ts';

/** Positions, or rows, that go in one transaction: no writer waits longer than for these. */
const batchSize = 500;

/** What one step works on. */
export interface RemovalStep {
  readonly tenantId: string;
  readonly now: string;
  readonly retentionDays: number;
}

/** States the removal of each sealed day that is older than the period and has none yet, oldest first, one transaction for all. Answers what was stated. */
export const stateRemovals = async (
  manager: EntityManager,
  { tenantId, now, retentionDays }: RemovalStep,
  signer: LogSigner,
): Promise<readonly SignedRemoval[]> => {
  const [last] = await manager.find(SmartAgentLogRemoval, { where: { tenantId }, order: { day: 'DESC' }, take: 1 });
  const seals = await manager.find(SmartAgentLogSeal, {
    where: { tenantId, day: LessThan(firstKeptDay(now, retentionDays)) },
    order: { day: 'ASC' },
  });
  const due = seals.filter(({ day, firstPosition, lastPosition }) => day > (last?.day ?? '') && lastPosition >= firstPosition);
  const stated = due.map((seal): SignedRemoval => {
    const removal = removalOf(seal, { now, retentionDays });
    return { ...removal, keyId: signer.keyId, signature: signer.signStatement(removalText(removal)) };
  });
  for (const removal of stated) await manager.insert(SmartAgentLogRemoval, { ...removal });
  return stated;
};

/** Tells the witness what was stated. */
export const witnessRemovals = async (witness: HeadWitness, stated: readonly SignedRemoval[]): Promise<void> => {
  if (stated.length > 0) await witness.state(stated.map((removal) => ({ kind: 'removal', ...removal })));
};

/** What a batch removed; null where there was nothing left to remove. */
export interface RemovedBatch {
  readonly records: number;
  readonly heldRecords: number;
}

/**
 * Removes the records of the next positions whose removal was stated, and remembers how far it got, in the transaction at
 * hand. Null when all of them are done.
 */
export const removeBatch = async (manager: EntityManager, tenantId: string, held: Held): Promise<RemovedBatch | null> => {
  await takeTurn(manager, tenantId);
  const progress = await manager.findOneBy(SmartAgentRetentionProgress, { tenantId });
  const from = progress?.removedThrough ?? 0;
  const [last] = await manager.find(SmartAgentLogRemoval, { where: { tenantId }, order: { day: 'DESC' }, take: 1 });
  if (!last || from >= last.lastPosition) return null;
  const links = await manager
    .createQueryBuilder(SmartAgentLogChain, 'link')
    .where('link.tenantId = :tenantId AND link.position > :from AND link.position <= :to', {
      tenantId,
      from,
      to: Math.min(from + batchSize, last.lastPosition),
    })
    .orderBy('link.position', 'ASC')
    .getMany();
  const records = links.map(({ recordType, recordId }): LoggedRecord => ({ tenantId, recordType: recordType as ChainRecordType, recordId }));
  const kept = await held.records(manager, records);
  const of = (type: ChainRecordType): string[] =>
    records.flatMap(({ recordType, recordId }) => (recordType === type && !kept.has(recordId) ? [recordId] : []));
  const removed = [
    await manager.delete(SmartAgentToolCallLog, { id: In(of('attempt')) }),
    await manager.delete(SmartAgentToolCallOutcome, { id: In(of('outcome')) }),
    await manager.delete(SmartAgentApprovalDecision, { id: In(of('decision')) }),
  ];
  await manager.delete(SmartAgentExecutionRecord, { attemptId: In(of('attempt')) });
  const removedThrough = links.at(-1)?.position ?? last.lastPosition;
  if (progress) await manager.update(SmartAgentRetentionProgress, { tenantId }, { removedThrough });
  else await manager.insert(SmartAgentRetentionProgress, { tenantId, removedThrough });
  return { records: removed.reduce((sum, { affected }) => sum + (affected ?? 0), 0), heldRecords: kept.size };
};

/** Removes the next missed lookups that are older than the log's period. Null where none is left. */
export const removeMissedLookups = async (
  manager: EntityManager,
  { tenantId, now, retentionDays }: RemovalStep,
  held: Held,
): Promise<{ readonly missedLookups: number } | null> => {
  await takeTurn(manager, tenantId);
  const { callers, periods } = await held.missedLookups(manager, tenantId);
  const query = manager
    .createQueryBuilder(SmartAgentMissedLookup, 'missed')
    .select('missed.id')
    .where('missed.tenantId = :tenantId AND missed.missedAt < :before', { tenantId, before: cutoffAt(now, retentionDays) });
  if (callers.length > 0) query.andWhere('missed.callerId NOT IN (:...callers)', { callers });
  for (const [index, { from, to }] of periods.entries())
    query.andWhere(`missed.missedAt NOT BETWEEN :from${index} AND :to${index}`, { [`from${index}`]: from, [`to${index}`]: to });
  const old = await query.take(batchSize).getMany();
  if (old.length === 0) return null;
  await manager.delete(SmartAgentMissedLookup, { id: In(old.map(({ id }) => id)) });
  return { missedLookups: old.length };
};
