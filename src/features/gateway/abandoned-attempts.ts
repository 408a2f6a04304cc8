import { In, IsNull } from 'typeorm';
import { SmartAgentActionRequest, SmartAgentSession } from '../../../entities/index.ts';
import type { Database } from '../../kernel/database.ts';
import type { AttemptRecord } from '../audit/index.ts';

/** Who lives, and since when what nobody can be found for is over. */
export interface Living {
  /** The nodes that may be at something; empty where there are none, and everything is left over. */
  readonly nodes: ReadonlySet<string>;
  /** No call that began before this lasts any more. */
  readonly over: string;
}

/**
 * Of attempts without an outcome, those that no living node is at. Rows of the log do not say where they were made: a
 * conversation's is made where the conversation is claimed, an external agent's where its request is answered. Where a person
 * edits a proposal nothing says so, and time has to. Whoever makes an attempt writes its outcome before it lets go, so the
 * attempts have to be read before this is asked.
 */
export const abandoned = async (
  { reader }: Pick<Database, 'reader'>,
  open: readonly AttemptRecord[],
  { nodes, over }: Living,
): Promise<readonly AttemptRecord[]> => {
  if (nodes.size === 0 || open.length === 0) return open;
  const nodeId = In([...nodes]);
  const sessions = await reader.find(SmartAgentSession, { select: { id: true }, where: { nodeId } });
  const requests = await reader.find(SmartAgentActionRequest, { select: { id: true }, where: { nodeId, sealedAnswer: IsNull() } });
  const busy = new Set([...sessions, ...requests].map(({ id }) => id));
  return open.filter((attempt) => (attempt.approvalId === null ? !busy.has(attempt.sessionId ?? attempt.toolCallId) : attempt.attemptedAt < over));
};
