import { SmartAgentExecution, SmartAgentModelCall, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import { sha256 } from '../../kernel/canonical-json.ts';
import { isoDate } from '../../kernel/clock.ts';
import { insert, update, type Write } from '../../kernel/database.ts';
import type { TurnState } from '../../domain/turn.ts';
import type { ActiveTurn } from './active-turn.ts';
import type { ChatMessage } from './model-port.ts';

/** The write that keeps a turn's state. */
export const turnStateWrite = (turn: Pick<ActiveTurn, 'id'>, state: TurnState, now: Date): Write =>
  update(SmartAgentTurn, { id: turn.id }, { phase: state.phase, state: JSON.stringify(state), updatedAt: now.toISOString() });

/** SHA-256 of the answer a turn ended with, so that what was said can be proved when the transcript is gone; null where it said nothing. */
export const answerHash = (messages: readonly ChatMessage[]): string | null => {
  const last = messages.at(-1);
  return last?.role === 'assistant' && last.content !== null ? sha256(last.content) : null;
};

/** The writes that end a turn: its state, its execution's, and the session's last activity. */
export const turnEndWrites = (turn: ActiveTurn, status: 'completed' | 'failed' | 'cancelled', now: Date): readonly Write[] => [
  turnStateWrite(turn, turn.state, now),
  update(
    SmartAgentExecution,
    { id: turn.scope.execution.id },
    { status, endedAt: now.toISOString(), answerHash: status === 'completed' ? answerHash(turn.messages) : null },
  ),
  update(SmartAgentSession, { id: turn.scope.sessionId }, { lastActivityAt: now.toISOString() }),
];

/** The write that says whether an execution waits for a person or goes on. */
export const executionStatusWrite = (executionId: string, status: 'running' | 'waiting'): Write =>
  update(SmartAgentExecution, { id: executionId }, { status });

/** The write that ends an execution whose turn went on without it, once nothing of it waits any more. */
export const waitedExecutionEndWrite = (executionId: string, now: Date): Write =>
  update(SmartAgentExecution, { id: executionId, status: 'waiting' }, { status: 'completed', endedAt: now.toISOString() });

/** What one model call used. */
export interface ModelCallUse {
  readonly id: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly credits: string;
  readonly toolCalls: number;
  readonly outcome: 'ok' | 'failed' | 'cancelled';
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** The record of a model call. */
export const modelCallWrite = (turn: Pick<ActiveTurn, 'id' | 'scope'>, use: ModelCallUse): Write => {
  const { startedAt, endedAt, ...rest } = use;
  return insert(SmartAgentModelCall, {
    ...rest,
    tenantId: turn.scope.tenantId,
    sessionId: turn.scope.sessionId,
    turnId: turn.id,
    executionId: turn.scope.execution.id,
    subjectId: turn.scope.subject.id,
    agentId: turn.scope.agentId,
    model: turn.scope.model,
    tier: turn.scope.version.configuration.tier,
    startedAt: startedAt.toISOString(),
    durationMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
    day: isoDate(startedAt),
  });
};
