import { cutText } from '../../kernel/kept-text.ts';
import type { AttemptRecord, OutcomeRecord } from '../audit/index.ts';
import type { CallScope } from './call-scope.ts';
import type { Deliberation } from './deliberate.ts';
import { loggedDecision } from './logged-decision.ts';
import type { LoggedSentence } from './logged-text.ts';
import type { DataScope } from './witness.ts';

/** What an attempt's row says besides the scope and the decision. */
export interface AttemptDetail {
  readonly id: string;
  readonly toolCallId: string;
  /** Redacted arguments as JSON text. */
  readonly arguments: string;
  readonly approvalId: string | null;
  readonly approverSubjectId: string | null;
  readonly recheck: 'if-match' | 'read-again' | null;
  readonly effectKey: string | null;
}

/** The row of an attempt. Pure. */
export const attemptRecord = (
  scope: CallScope,
  made: Pick<Deliberation, 'facts' | 'settings' | 'delegation'>,
  detail: AttemptDetail,
): AttemptRecord => {
  const { facts, decision } = loggedDecision(made);
  const [first] = decision.basis;
  return {
    ...detail,
    tenantId: scope.tenantId,
    attemptedAt: facts.now,
    phase: facts.phase,
    executionId: scope.execution.id,
    sessionId: scope.sessionId,
    turnId: scope.turnId,
    subjectId: scope.subject.id,
    companyId: scope.company.id,
    agentId: scope.agentId,
    agentVersionId: scope.version.id,
    delegationId: scope.delegationId,
    tier: scope.version.configuration.tier,
    model: scope.model,
    tool: facts.call.tool,
    operation: facts.call.operation ?? 'unknown',
    decision: decision.kind,
    layer: first?.layer ?? 'none',
    rule: first?.rule ?? 'none',
    basis: JSON.stringify(decision.basis),
    facts: JSON.stringify(facts),
    price: facts.phase !== 'commit' && (decision.kind === 'run' || decision.kind === 'ask') ? facts.budget.price : '0',
  };
};

/** What was seen of an attempt when it ended. */
export interface AttemptEnd {
  readonly id: string;
  readonly at: Date;
  readonly startedAt: Date;
  readonly outcome: string;
  readonly layer: string | null;
  /** Why, as far as the log says it. */
  readonly said: LoggedSentence | null;
  readonly scope: DataScope | null;
  readonly records: number;
  readonly mayBePartial: boolean;
  readonly truncated: boolean;
  readonly share: { readonly inputTokens: number; readonly outputTokens: number; readonly credits: string };
  readonly correlationId: string | null;
}

/** Lengths of the columns. */
const [messageLength, correlationLength] = [500, 80];

/** The row of an outcome. Pure. */
export const outcomeRecord = (attempt: Pick<AttemptRecord, 'id' | 'tenantId'>, end: AttemptEnd): OutcomeRecord => ({
  id: end.id,
  tenantId: attempt.tenantId,
  attemptId: attempt.id,
  finishedAt: end.at.toISOString(),
  outcome: end.outcome,
  layer: end.layer,
  message: end.said === null ? null : cutText(end.said, messageLength),
  dataScope: end.scope ? JSON.stringify(end.scope) : null,
  records: end.records,
  mayBePartial: end.mayBePartial,
  truncated: end.truncated,
  inputTokens: end.share.inputTokens,
  outputTokens: end.share.outputTokens,
  credits: end.share.credits,
  durationMs: Math.max(0, end.at.getTime() - end.startedAt.getTime()),
  correlationId: end.correlationId === null ? null : cutText(end.correlationId, correlationLength),
});
