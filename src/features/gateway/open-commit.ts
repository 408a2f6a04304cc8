import type { EntityManager } from 'typeorm';
import { stakeOf, type Stake } from '../../domain/stake.ts';
import type { ApprovalFacts } from '../../domain/tool-call.ts';
import type { PreparedOutcome } from '../approvals/index.ts';
import { attemptWrites, outcomeWrites, type AttemptRecord, type OutcomeRecord } from '../audit/index.ts';
import { limitLock } from '../delegations/index.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';
import type { WriteTool } from '../tools/index.ts';
import { attemptRecord, outcomeRecord } from './attempt-record.ts';
import type { CallScope } from './call-scope.ts';
import { deliberate, type Deliberation } from './deliberate.ts';
import type { Running } from './executor.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { loggedReason } from './logged-decision.ts';

/** A write that is ready to be made. */
export interface CommitRequest {
  readonly scope: CallScope;
  readonly tool: WriteTool<unknown>;
  readonly outcome: Stake & Pick<PreparedOutcome, 'payload'>;
  readonly running: Running;
  readonly call: { readonly toolName: string; readonly ordinal: number; readonly redacted: string };
}

/** The consent under which a write is made. */
export interface Consent {
  readonly approvalId: string;
  readonly approverSubjectId: string;
  readonly facts: ApprovalFacts;
}

/** What belongs into the commit's own transaction besides its row: claiming the proposal, recording the decision, keeping what is about to be made. */
export interface Claim {
  /** Whether there is still something to claim; of two who confirm, the second finds nothing. */
  isOpen(manager: EntityManager): Promise<boolean>;
  /** Claims it; false where someone else did in the meantime. */
  take(manager: EntityManager): Promise<boolean>;
}

/** How opening a commit went. Only `open` may run. */
export type Opening =
  | { readonly kind: 'open'; readonly attempt: AttemptRecord; readonly deliberation: Deliberation }
  | { readonly kind: 'refused'; readonly deliberation: Deliberation }
  | { readonly kind: 'lost' };

/** Commit rows carry no tokens: the model call that asked is charged to the call's first attempt. */
export const noShare = { inputTokens: 0, outputTokens: 0, credits: '0.0000' };
/** A setting may be changed while the commit is being opened; this many times it is decided anew. */
const maxRounds = 5;

/**
 * Opens a commit: decides on the facts of this moment and, in the same transaction in which it made
 * sure that they are still the facts, claims what is to be claimed and inserts the commit's row
 * (invariant 7). A refusal has its row too.
 */
export const openCommit = async (parts: GatewayParts, request: CommitRequest, more: { consent: Consent | null; claim: Claim }): Promise<Opening> => {
  for (let round = 0; round < maxRounds; round++) {
    const opening = await parts.log.attempt(request.scope.tenantId, async (manager): Promise<Opening | 'moved'> => {
      // Of two who open the same commit, the second looks only when the first is through.
      await holdLock(manager, `effect ${request.running.effectKey}`, 'exclusive');
      if (!(await more.claim.isOpen(manager))) return { kind: 'lost' };
      // Of two who take from one limit, the second sees what the first took.
      if (request.outcome.amount !== null) await holdLock(manager, limitLock(request.scope.delegationId), 'exclusive');
      const deliberation = await deliberate(parts, request.scope, await question(parts, manager, request, more.consent), manager);
      if ((await parts.settings.heldRevision(manager, request.scope.tenantId)) !== deliberation.settings.revision) return 'moved';
      const attempt = commitAttempt(parts, request, deliberation, more.consent);
      if (deliberation.decision.kind !== 'run') {
        await parts.database.apply(manager, [...attemptWrites(attempt), ...outcomeWrites(refusedOutcome(parts, attempt, deliberation))]);
        return { kind: 'refused', deliberation };
      }
      if (!(await more.claim.take(manager))) return { kind: 'lost' };
      await parts.database.apply(manager, attemptWrites(attempt));
      return { kind: 'open', attempt, deliberation };
    });
    if (opening !== 'moved') return opening;
  }
  throw new Error('the settings changed on every round of opening a commit');
};

const question = async (
  parts: GatewayParts,
  manager: EntityManager,
  request: CommitRequest,
  consent: Consent | null,
): Promise<Parameters<typeof deliberate>[2]> => ({
  phase: 'commit',
  toolName: request.call.toolName,
  tool: request.tool,
  argumentsValid: true,
  ordinal: request.call.ordinal,
  stake: stakeOf(request.outcome),
  approval: consent?.facts ?? null,
  priorEffect: await parts.approvals.effect(manager, request.scope.tenantId, request.running.effectKey),
});

const commitAttempt = (parts: GatewayParts, request: CommitRequest, deliberation: Deliberation, consent: Consent | null): AttemptRecord =>
  attemptRecord(request.scope, deliberation, {
    id: parts.ids.next(),
    toolCallId: request.running.callId,
    arguments: request.call.redacted,
    approvalId: consent?.approvalId ?? null,
    approverSubjectId: consent?.approverSubjectId ?? null,
    recheck: consent ? 'read-again' : null,
    effectKey: request.running.effectKey,
  });

const refusedOutcome = (parts: GatewayParts, attempt: AttemptRecord, deliberation: Deliberation): OutcomeRecord => {
  const { decision } = deliberation;
  const at = parts.clock.now();
  const outcome = decision.kind === 'replay' ? 'replayed' : 'refused';
  return outcomeRecord(attempt, {
    ...{ id: parts.ids.next(), at, startedAt: at, outcome, scope: null, records: 0, mayBePartial: false, truncated: false, correlationId: null },
    layer: decision.basis[0]?.layer ?? null,
    said: loggedReason(deliberation),
    share: noShare,
  });
};
