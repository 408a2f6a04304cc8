import type { EntityManager } from 'typeorm';
import type { Json } from '../../kernel/canonical-json.ts';
import { inSpan } from '../../kernel/telemetry.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';
import { attemptWrites, type AttemptRecord } from '../audit/index.ts';
import { argumentRedactor, redactUnknown, type Tool } from '../tools/index.ts';
import { attemptRecord } from './attempt-record.ts';
import { budgetLocks } from './budgets.ts';
import type { KeepEnd } from './call-end.ts';
import type { CallScope, ToolCallRequest } from './call-scope.ts';
import { deliberate, type Deliberation } from './deliberate.ts';
import type { Running } from './executor.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { runningOf } from './running-of.ts';

/** One call as it arrived. */
export interface ArrivedCall {
  readonly scope: CallScope;
  readonly request: ToolCallRequest;
  readonly keep: KeepEnd;
}

/** What is known of the tool that a call names. */
export interface NamedTool {
  readonly tool: Tool | undefined;
  /** Whether the arguments fit its schema. */
  readonly isValid: boolean;
  /** The name of the agent that the call asks, as the model gave it. */
  readonly asks?: string | undefined;
}

/** One call on its way through: decided on, with its row. */
export interface Passage extends ArrivedCall {
  readonly deliberation: Deliberation;
  readonly attempt: AttemptRecord;
  readonly running: Running;
  readonly startedAt: Date;
}

/**
 * Decides on a call and commits its attempt's row where it was let through; the row of a refusal is left to whoever
 * refuses. Where there is a budget, the price is taken in the same transaction that found it covered.
 */
export const openCall = async (parts: GatewayParts, call: ArrivedCall, named: NamedTool): Promise<Passage> => {
  const passage = await inSpan(parts.telemetry.tracing, { name: 'gateway.decide' }, async (span) => {
    const decided = await parts.log.reading(() => passageOf(parts, call, named));
    const { kind, basis } = decided.deliberation.decision;
    span.set({ 'smart_agents.decision': kind, 'smart_agents.layer': basis[0]?.layer, 'smart_agents.rule': basis[0]?.rule });
    return decided;
  });
  if (passage.deliberation.decision.kind === 'refuse') return passage;
  const locks = budgetLocks(call.scope, passage.deliberation.facts.budget);
  if (locks.length === 0) {
    await parts.log.commit(attemptWrites(passage.attempt));
    return passage;
  }
  return parts.log.transaction(async (manager) => {
    for (const lock of locks) await holdLock(manager, lock, 'exclusive');
    const covered = await passageOf(parts, call, { ...named, manager });
    if (covered.deliberation.decision.kind !== 'refuse') await parts.database.apply(manager, attemptWrites(covered.attempt));
    return covered;
  });
};

const passageOf = async (parts: GatewayParts, call: ArrivedCall, about: NamedTool & { readonly manager?: EntityManager }): Promise<Passage> => {
  const { scope, request } = call;
  const { tool, isValid, asks, manager } = about;
  const startedAt = parts.clock.now();
  const deliberation = await deliberate(
    parts,
    scope,
    {
      phase: tool?.kind === 'write' ? 'prepare' : 'read',
      toolName: request.name,
      tool,
      argumentsValid: isValid,
      ordinal: request.ordinal,
      asks,
      stake: null,
      approval: null,
      priorEffect: 'none',
    },
    manager,
  );
  const effectKey = `${scope.execution.reference}/${request.ordinal}`;
  const attempt = attemptRecord(scope, deliberation, {
    id: parts.ids.next(),
    toolCallId: request.id,
    arguments: JSON.stringify(redacted(parts, call, tool)),
    approvalId: null,
    approverSubjectId: null,
    recheck: null,
    effectKey: tool?.kind === 'write' ? effectKey : null,
  });
  const running = runningOf(scope, deliberation, { callId: request.id, effectKey, tool: request.name });
  return { ...call, deliberation, attempt, running, startedAt };
};

const redacted = (parts: GatewayParts, { scope, request }: ArrivedCall, tool: Tool | undefined): Json => {
  const text = request.argumentsText;
  try {
    const raw: unknown = JSON.parse(text === '' ? '{}' : text);
    return tool ? argumentRedactor(tool)(raw, parts.hashKey(scope.tenantId)) : redactUnknown(raw);
  } catch {
    return redactUnknown(text);
  }
};
