import { In, LessThan, type EntityManager } from 'typeorm';
import { SmartAgentMessage, SmartAgentPanelEvent, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import type { Held } from './held.ts';
import { takeTurn } from './turns.ts';

/** Turns, or conversations, that go in one transaction. */
const batchSize = 50;

/** What is older than this goes. */
export interface TranscriptStep {
  readonly tenantId: string;
  readonly before: string;
  readonly held: Held;
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

const removeTurns = async (manager: EntityManager, { tenantId, before, held }: TranscriptStep): Promise<RemovedTranscripts | null> => {
  const kept = await held.conversations(manager, tenantId, 'turn."sessionId"');
  const query = manager
    .createQueryBuilder(SmartAgentTurn, 'turn')
    .select(['turn.id', 'turn.sessionId'])
    .where('turn.tenantId = :tenantId AND turn.updatedAt < :before', { tenantId, before })
    .andWhere(`turn.phase IN ('completed', 'failed', 'cancelled')`);
  if (kept) query.andWhere(`NOT ${kept.sql}`, kept.parameters);
  const turns = await query.take(batchSize).getMany();
  if (turns.length === 0) return null;
  const ids = turns.map(({ id }) => id);
  const { affected } = await manager.delete(SmartAgentMessage, { turnId: In(ids) });
  for (const sessionId of new Set(turns.map((turn) => turn.sessionId))) await removeEvents(manager, sessionId, before);
  await manager.delete(SmartAgentTurn, { id: In(ids) });
  return { conversations: 0, messages: affected ?? 0 };
};

const removeSessions = async (manager: EntityManager, { tenantId, before, held }: TranscriptStep): Promise<RemovedTranscripts | null> => {
  const kept = await held.conversations(manager, tenantId, 'session."id"');
  const query = manager
    .createQueryBuilder(SmartAgentSession, 'session')
    .select(['session.id'])
    .where('session.tenantId = :tenantId AND session.lastActivityAt < :before', { tenantId, before })
    .andWhere('NOT EXISTS (SELECT 1 FROM "SmartAgentTurn" t WHERE t."sessionId" = session.id)');
  if (kept) query.andWhere(`NOT ${kept.sql}`, kept.parameters);
  const sessions = await query.take(batchSize).getMany();
  if (sessions.length === 0) return null;
  const ids = sessions.map(({ id }) => id);
  const { affected } = await manager.delete(SmartAgentMessage, { sessionId: In(ids) });
  await manager.delete(SmartAgentPanelEvent, { sessionId: In(ids) });
  await manager.delete(SmartAgentSession, { id: In(ids) });
  return { conversations: ids.length, messages: affected ?? 0 };
};

/**
 * Removes the next turns that ended before an instant, with their messages and events, then the conversations in which
 * nothing happened since. A turn that is not over stays, and so does a conversation that is held. Null where nothing is left
 * to remove.
 */
export const removeTranscripts = async (manager: EntityManager, step: TranscriptStep): Promise<RemovedTranscripts | null> => {
  await takeTurn(manager, step.tenantId);
  return (await removeTurns(manager, step)) ?? (await removeSessions(manager, step));
};
