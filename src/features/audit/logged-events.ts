import { SmartAgentApprovalDecision, SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import type { Write } from '../../kernel/database.ts';
import type { Attributes, Telemetry } from '../../kernel/telemetry.ts';
import { measures, unknownTool } from '../telemetry/index.ts';
import type { AttemptRecord, DecisionRecord, OutcomeRecord } from './log-records.ts';

/** So many attempts are remembered until their outcome comes. */
const mostRemembered = 10_000;

type Remembered = Pick<AttemptRecord, 'phase' | 'tool'> & { readonly attributes: Attributes };

const rowsOf = <Entry>(writes: readonly Write[], entity: unknown): readonly Entry[] =>
  writes.flatMap((write) => (write.kind === 'insert' && write.entity === entity ? [write.row as Entry] : []));

/** Whether writes put records into the log. */
export const areLogged = (writes: readonly Write[]): boolean =>
  [SmartAgentToolCallLog, SmartAgentToolCallOutcome, SmartAgentApprovalDecision].some((entity) => rowsOf(writes, entity).length > 0);

/** Tells telemetry of what the log took in, once it is durable: the same events, without arguments, texts and people. */
export class LoggedEvents {
  readonly #attempts = new Map<string, Remembered>();

  /** `isTool`: whether a name is that of a tool, and not what a model made up. */
  constructor(
    private readonly telemetry: Pick<Telemetry, 'meters' | 'events'>,
    private readonly isTool: (name: string) => boolean,
  ) {}

  /** Takes in the writes of a commit that is durable. */
  committed(writes: readonly Write[]): void {
    for (const attempt of rowsOf<AttemptRecord>(writes, SmartAgentToolCallLog)) this.#remember(attempt);
    for (const outcome of rowsOf<OutcomeRecord>(writes, SmartAgentToolCallOutcome)) this.#tell(outcome);
    for (const decision of rowsOf<DecisionRecord>(writes, SmartAgentApprovalDecision)) this.#decided(decision);
  }

  #remember(attempt: AttemptRecord): void {
    const [oldest] = this.#attempts.keys();
    if (this.#attempts.size >= mostRemembered && oldest !== undefined) this.#attempts.delete(oldest);
    const tool = this.isTool(attempt.tool) ? attempt.tool : unknownTool;
    const attributes: Attributes = {
      'gen_ai.tool.name': tool,
      'gen_ai.tool.call.id': attempt.toolCallId,
      'gen_ai.agent.id': attempt.agentId,
      'gen_ai.agent.version': attempt.agentVersionId,
      'gen_ai.conversation.id': attempt.sessionId ?? undefined,
      'gen_ai.request.model': attempt.model,
      'smart_agents.execution.id': attempt.executionId,
      'smart_agents.turn.id': attempt.turnId ?? undefined,
      'smart_agents.company.id': attempt.companyId,
      'smart_agents.delegation.id': attempt.delegationId,
      'smart_agents.approval.id': attempt.approvalId ?? undefined,
      'smart_agents.phase': attempt.phase,
      'smart_agents.operation': attempt.operation,
      'smart_agents.decision': attempt.decision,
      'smart_agents.rule': attempt.rule,
    };
    this.#attempts.set(attempt.id, { phase: attempt.phase, tool, attributes });
  }

  #tell(outcome: OutcomeRecord): void {
    const attempt = this.#attempts.get(outcome.attemptId);
    this.#attempts.delete(outcome.attemptId);
    const labels = { phase: attempt?.phase ?? 'unknown', outcome: outcome.outcome };
    this.telemetry.meters.add(measures.attempts, 1, { ...labels, layer: outcome.layer ?? 'none' });
    this.telemetry.meters.record(measures.attemptSeconds, outcome.durationMs / 1000, labels);
    this.telemetry.events.emit('smart_agents.attempt', {
      ...attempt?.attributes,
      'smart_agents.tenant.id': outcome.tenantId,
      'smart_agents.attempt.id': outcome.attemptId,
      'smart_agents.outcome': outcome.outcome,
      'smart_agents.layer': outcome.layer ?? undefined,
      'smart_agents.records': outcome.records,
      'smart_agents.may_be_partial': outcome.mayBePartial,
      'smart_agents.credits': outcome.credits,
      'smart_agents.duration_ms': outcome.durationMs,
      'gen_ai.usage.input_tokens': outcome.inputTokens,
      'gen_ai.usage.output_tokens': outcome.outputTokens,
    });
  }

  #decided(decision: DecisionRecord): void {
    this.telemetry.events.emit('smart_agents.approval_decision', {
      'smart_agents.tenant.id': decision.tenantId,
      'smart_agents.approval.id': decision.approvalId,
      'smart_agents.execution.id': decision.executionId,
      'gen_ai.tool.call.id': decision.toolCallId,
      'smart_agents.decision': decision.decision,
    });
  }
}
