import { In, LessThan, type EntityManager } from 'typeorm';
import { SmartAgentMessage, SmartAgentPanelEvent, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';

/** Turns, or conversations, that go in one transaction. */
const batchSize = 50;

/** What is older than this goes. */
export interface TranscriptStep {
  readonly tenantId: string;
  readonly before: string;
}

/** What a step removed. */
export interface RemovedTranscripts {
  readonly conversations: number;
  readonly messages: number;
}

/** A session's last event stays as long as the session does: it says how far the numbers of its events have come. */
const removeEvents = async (manager: EntityManager, sessionId: string, before: string): Promise<void> => {
  const [last] = await manager.find(SmartAgentPanelEvent, { where: { sessionId }, order: { sequence: 'DESC' }, take: 1 });
  if (last) await manager.delete(SmartAgentPanelEvent, { sessionId, at: LessThan(before), sequence: LessThan(last.sequence) });
};

const removeTurns = async (manager: EntityManager, { tenantId, before }: TranscriptStep): Promise<RemovedTranscripts | null> => {
  const turns = await manager.find(SmartAgentTurn, {
    select: { id: true, sessionId: true },
    where: { tenantId, updatedAt: LessThan(before), phase: In(['completed', 'failed', 'cancelled']) },
    take: batchSize,
  });
  if (turns.length === 0) return null;
  const ids = turns.map(({ id }) => id);
  const { affected } = await manager.delete(SmartAgentMessage, { turnId: In(ids) });
  for (const sessionId of new Set(turns.map((turn) => turn.sessionId))) await removeEvents(manager, sessionId, before);
  await manager.delete(SmartAgentTurn, { id: In(ids) });
  return { conversations: 0, messages: affected ?? 0 };
};

const removeSessions = async (manager: EntityManager, { tenantId, before }: TranscriptStep): Promise<RemovedTranscripts | null> => {
  const sessions = await manager
    .createQueryBuilder(SmartAgentSession, 'session')
    .select(['session.id'])
    .where('session.tenantId = :tenantId AND session.lastActivityAt < :before', { tenantId, before })
    .andWhere('NOT EXISTS (SELECT 1 FROM "SmartAgentTurn" t WHERE t."sessionId" = session.id)')
    .take(batchSize)
    .getMany();
  if (sessions.length === 0) return null;
  const ids = sessions.map(({ id }) => id);
  const { affected } = await manager.delete(SmartAgentMessage, { sessionId: In(ids) });
  await manager.delete(SmartAgentPanelEvent, { sessionId: In(ids) });
  await manager.delete(SmartAgentSession, { id: In(ids) });
  return { conversations: ids.length, messages: affected ?? 0 };
};

/**
 * Removes the next turns that ended before an instant, with their messages and events, then the conversations in which
 * nothing happened since. A turn that is not over stays. Null where nothing is left to remove.
 */
export const removeTranscripts = async (manager: EntityManager, step: TranscriptStep): Promise<RemovedTranscripts | null> =>
  (await removeTurns(manager, step)) ?? (await removeSessions(manager, step));
