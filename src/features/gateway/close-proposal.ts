import type { ApprovalClosing } from '../../domain/approval-closings.ts';
import { noConversation, type ProposalRow } from '../approvals/index.ts';
import { attemptWrites, outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import type { Subject } from '../subjects/index.ts';
import { attemptRecord } from './attempt-record.ts';
import type { CallScope } from './call-scope.ts';
import { decisionOf, measureWait } from './decision-record.ts';
import { deliberate } from './deliberate.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { loggedReason } from './logged-decision.ts';
import { logged, type LoggedSentence } from './logged-text.ts';
import { commitOutcome } from './run-commit.ts';

/** How a proposal is ended without being carried out, by whom (null: by nobody, or by the agent itself), and why. */
export interface ProposalClosing {
  readonly to: Exclude<ApprovalClosing, 'decided'>;
  readonly subject: Subject | null;
  readonly reason: string | null;
  /** Its conversation ends with it, so nobody there has to hear of it. */
  readonly withConversation?: true;
}

/** A row for what runs nothing, and how it ended. */
interface ClosingAttempt {
  readonly record: AttemptRecord;
  readonly end: { readonly layer: string; readonly said: LoggedSentence };
}

/** Ends a proposal without running it; its row says who or what ended it. False where it was decided already. */
export const closeProposal = async (
  parts: GatewayParts,
  scope: CallScope,
  { row, end }: { row: ProposalRow; end: ProposalClosing },
): Promise<boolean> => {
  const { record, end: ended } = await closingAttempt(parts, scope, { row, ...end });
  const now = parts.clock.now().toISOString();
  const closed = await parts.log.attempt(scope.tenantId, async (manager) => {
    const set = {
      decidedAt: now,
      deciderSubjectId: end.subject?.id ?? null,
      sealedReason: end.reason === null ? null : scope.subject.box.seal(JSON.stringify(end.reason)),
      untold: hasToBeTold(row, end),
    };
    if (!(await parts.approvals.move(manager, row.id, { from: 'pending', to: end.to, set }))) return false;
    const outcome = commitOutcome(parts, record, { ...ended, outcome: end.to === 'withdrawn' ? 'cancelled' : outcomeOf(end.to) });
    await parts.database.apply(manager, [
      ...decisionOf(parts, row, { decision: end.to, subjectId: end.subject?.id ?? null, now }),
      ...attemptWrites(record),
      ...outcomeWrites(outcome),
    ]);
    return true;
  });
  if (closed) measureWait(parts, row, { decision: end.to, now });
  return closed;
};

/** Records a decision on what was decided already: nothing happens, and the row says so. */
export const recordRepeat = async (
  parts: GatewayParts,
  scope: CallScope,
  { row, decider }: { row: ProposalRow; decider: Subject | null },
): Promise<void> => {
  const { record, end } = await closingAttempt(parts, scope, { row, to: 'decided', subject: decider });
  const outcome = commitOutcome(parts, record, { ...end, outcome: record.decision === 'replay' ? 'replayed' : 'refused' });
  await parts.log.attempt(scope.tenantId, (manager) => parts.database.apply(manager, [...attemptWrites(record), ...outcomeWrites(outcome)]));
};

/** Records that somebody who may not end a proposal tried to; it goes on waiting. */
export const recordRefused = async (
  parts: GatewayParts,
  scope: CallScope,
  { row, decider, said }: { row: ProposalRow; decider: Subject; said: LoggedSentence },
): Promise<void> => {
  const { record } = await closingAttempt(parts, scope, { row, to: 'none', subject: decider });
  const outcome = commitOutcome(parts, record, { layer: 'approval', said, outcome: 'refused' });
  await parts.log.attempt(scope.tenantId, (manager) => parts.database.apply(manager, [...attemptWrites(record), ...outcomeWrites(outcome)]));
};

/** Whoever stops or deletes her conversation knows what ends with it; an external agent hears of it from us alone. */
const hasToBeTold = ({ sessionId }: ProposalRow, { to, withConversation }: ProposalClosing): boolean =>
  to !== 'cancelled' && (withConversation !== true || sessionId === noConversation);

const outcomeOf = (to: Exclude<ProposalClosing['to'], 'withdrawn'>): string => (to === 'undecryptable' ? 'failed' : to);

/** The row of a decision that runs nothing, decided by the same rules as everything else. */
const closingAttempt = async (
  parts: GatewayParts,
  scope: CallScope,
  { row, to, subject }: { row: ProposalRow; to: ApprovalClosing | 'none'; subject: Subject | null },
): Promise<ClosingAttempt> => {
  const { database, approvals, log, tools } = parts;
  const approval = { id: row.id, state: to, expiresAt: row.expiresAt, sameOutcome: true, decider: null };
  const made = await log.reading(async () => {
    const priorEffect = to === 'decided' ? await approvals.effect(database.reader, row.tenantId, row.effectKey) : 'none';
    const question = {
      phase: 'commit',
      toolName: row.tool,
      tool: tools.get(row.tool),
      argumentsValid: true,
      ordinal: 1,
      stake: null,
      approval,
      priorEffect,
    } as const;
    return deliberate(parts, scope, question);
  });
  const record = attemptRecord(scope, made, {
    id: parts.ids.next(),
    toolCallId: row.toolCallId,
    arguments: JSON.stringify({ approvalId: row.id, outcomeHash: row.outcomeHash }),
    approvalId: row.id,
    approverSubjectId: subject?.id ?? null,
    recheck: null,
    effectKey: row.effectKey,
  });
  return { record, end: { layer: record.layer, said: loggedReason(made) ?? logged('Nothing was done.') } };
};
