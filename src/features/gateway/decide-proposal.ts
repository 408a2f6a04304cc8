import {
  deciderOf,
  differences,
  hashOfOutcome,
  proposalRow,
  proposalWrite,
  settledWrite,
  type PreparedOutcome,
  type ProposalPayload,
  type ProposalRow,
} from '../approvals/index.ts';
import type { ProposalPreview, RecordRef } from '../../contracts/approvals.ts';
import type { Decision } from '../../domain/tool-call.ts';
import type { Stake } from '../../domain/stake.ts';
import { storedFacts } from '../../domain/stored-facts.ts';
import { isAuditUnavailable, outcomeLost, outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import type { Person, Subject } from '../subjects/index.ts';
import type { WriteTool } from '../tools/index.ts';
import type { CallScope } from './call-scope.ts';
import { closeProposal, recordRepeat, type ProposalClosing } from './close-proposal.ts';
import { decisionOf } from './decision-record.ts';
import type { Running } from './executor.ts';
import type { CallFailure } from './failure.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { deliberate, type Deliberation } from './deliberate.ts';
import { openCommit, type Claim, type CommitRequest, type Opening } from './open-commit.ts';
import { runningOf } from './running-of.ts';
import { commitOutcome, makeChange, type CommitEnd } from './run-commit.ts';
import type { Witness } from './witness.ts';

/** A person's decision on one version of a proposal. */
export interface ProposalDecision {
  readonly row: ProposalRow;
  readonly version: number;
  readonly decision: 'confirm' | 'reject';
  readonly reason: string | null;
  readonly decider: Subject;
  /** Holds the permission set SMART AGENTS APPROVER. */
  readonly mayApprove: boolean;
  /** The sign-in under which she looks at the records. */
  readonly lookingAs: { readonly person: Person; readonly signIn: string };
}

/** What came of a decision. */
export type DecisionEnd =
  | { readonly kind: 'committed'; readonly line: string; readonly data: unknown }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'moved'; readonly newApprovalId: string }
  | { readonly kind: 'failed'; readonly failure: CallFailure }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string | null }
  | { readonly kind: 'already_decided'; readonly state: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'withdrawn' };

/** Decides on proposals: rejects them, or commits exactly what was shown. */
export class ProposalDecisions {
  constructor(private readonly parts: GatewayParts) {}

  /**
   * Carries out a decision, once, whatever arrives twice; each arrival has its row. Throws `audit_unavailable`: where its
   * message says so, the change may have been made, otherwise nothing was run.
   */
  async decide(scope: CallScope, made: ProposalDecision): Promise<DecisionEnd> {
    const { row } = made;
    if (row.state !== 'pending' || row.version !== made.version) return this.#again(scope, made, row.state);
    if (row.expiresAt <= this.parts.clock.now().toISOString()) {
      await this.close(scope, row, { to: 'expired', subject: null, reason: null });
      return { kind: 'expired' };
    }
    if (made.decision === 'reject') {
      const closed = await this.close(scope, row, { to: 'rejected', subject: made.decider, reason: made.reason });
      return closed ? { kind: 'rejected' } : this.#again(scope, made, 'decided');
    }
    return this.#confirm(scope, made);
  }

  /** Ends a proposal without running it; false where it was decided already. */
  close(scope: CallScope, row: ProposalRow, end: ProposalClosing): Promise<boolean> {
    return closeProposal(this.parts, scope, { row, end });
  }

  async #again(scope: CallScope, { row, decider }: ProposalDecision, state: string): Promise<DecisionEnd> {
    await recordRepeat(this.parts, scope, { row, decider });
    return { kind: 'already_decided', state };
  }

  async #confirm(scope: CallScope, made: ProposalDecision): Promise<DecisionEnd> {
    const { row } = made;
    const tool = this.parts.tools.get(row.tool);
    const payload = this.#payload(scope, row);
    if (!payload || tool?.kind !== 'write') {
      const closed = await this.close(scope, row, { to: 'undecryptable', subject: null, reason: null });
      const message = 'The content of this proposal cannot be opened any more.';
      return closed ? { kind: 'refused', message, remedy: 'Ask for it again.' } : this.#again(scope, made, 'decided');
    }
    const running = await this.#running(scope, row);
    const request: CommitRequest = {
      scope,
      tool,
      outcome: { payload, ...this.#stakeOf(row) },
      running,
      call: { toolName: row.tool, ordinal: 1, redacted: JSON.stringify({ approvalId: row.id, outcomeHash: row.outcomeHash }) },
    };
    const opening = await this.#open(request, made, { payload, mayReadRecords: await this.#mayRead(scope, made) });
    if (opening.kind === 'lost') return this.#again(scope, made, 'decided');
    if (opening.kind === 'refused') {
      const { decision } = opening.deliberation;
      return { kind: 'refused', message: decision.basis[0]?.message ?? 'Refused.', remedy: decision.kind === 'refuse' ? decision.remedy : null };
    }
    try {
      return await this.#carryOut(request, { row, attempt: opening.attempt, tool });
    } catch (error) {
      throw isAuditUnavailable(error) ? outcomeLost(error.cause) : error;
    }
  }

  /** Whoever asked sees the records when they are read again; anyone else must be able to see them with rights of her own. */
  async #mayRead(scope: CallScope, { row, decider, lookingAs }: ProposalDecision): Promise<boolean> {
    if (decider.id === row.requesterSubjectId) return true;
    const records = JSON.parse(row.sourceRecords) as RecordRef[];
    return this.parts.executor.mayRead(records, { ...scope, ...lookingAs, subject: decider }, row.toolCallId);
  }

  #open(request: CommitRequest, made: ProposalDecision, known: { payload: ProposalPayload; mayReadRecords: boolean }): Promise<Opening> {
    const { row, decider } = made;
    const now = this.parts.clock.now().toISOString();
    const claim: Claim = {
      isOpen: (manager) => this.parts.approvals.isPending(manager, row.id),
      take: async (manager) => {
        const set = { decidedAt: now, deciderSubjectId: decider.id };
        if (!(await this.parts.approvals.move(manager, row.id, { from: 'pending', to: 'committing', set }))) return false;
        await this.parts.database.apply(manager, decisionOf(this.parts, row, { decision: 'confirmed', subjectId: decider.id, now }));
        return true;
      },
    };
    const facts = {
      id: row.id,
      state: 'confirmed' as const,
      expiresAt: row.expiresAt,
      sameOutcome: hashOfOutcome(row, this.#outcomeOf(row, known.payload)) === row.outcomeHash,
      decider: { ...deciderOf(row, { id: decider.id, mayApprove: made.mayApprove }), mayReadRecords: known.mayReadRecords },
    };
    return openCommit(this.parts, request, { consent: { approvalId: row.id, approverSubjectId: decider.id, facts }, claim });
  }

  /** The row is committed: read everything again, and make the change only if it is still the one that was shown. */
  async #carryOut(request: CommitRequest, opened: { row: ProposalRow; attempt: AttemptRecord; tool: WriteTool<unknown> }): Promise<DecisionEnd> {
    const { row, attempt, tool } = opened;
    const again = await this.parts.executor.prepare(tool, request.outcome.payload.arguments, request.running);
    if (again.kind === 'failed') return this.#fail(request.scope, opened, again.failure, again.witness);
    if ('kind' in again.value) {
      const { message, remedy } = again.value;
      return this.#fail(request.scope, opened, { outcome: 'failed', layer: null, message, remedy, correlationId: null }, again.witness);
    }
    const isSame = hashOfOutcome(row, again.value) === row.outcomeHash && isSameStake(again.value, request.outcome);
    if (!isSame) return this.#moved(request.scope, opened, again.value);
    const end = await makeChange(this.parts, { ...request, outcome: again.value });
    if (end.kind === 'failed') return this.#fail(request.scope, opened, end.failure, again.witness);
    return this.#committed(request.scope, { row, attempt }, { ...end, witness: again.witness.with(end.witness) });
  }

  async #committed(
    scope: CallScope,
    opened: { row: ProposalRow; attempt: AttemptRecord },
    end: Extract<CommitEnd, { kind: 'committed' }>,
  ): Promise<DecisionEnd> {
    await this.#settle(scope, opened, { outcome: 'committed', state: 'committed', line: end.line, failure: null, witness: end.witness });
    return { kind: 'committed', line: end.line, data: end.data };
  }

  async #fail(
    scope: CallScope,
    opened: { row: ProposalRow; attempt: AttemptRecord },
    failure: CallFailure,
    witness: Witness | null,
  ): Promise<DecisionEnd> {
    const state = failure.outcome === 'unknown' ? 'unknown' : 'failed';
    await this.#settle(scope, opened, { outcome: failure.outcome, state, line: failure.message, failure, witness });
    return { kind: 'failed', failure };
  }

  /** Writes how a commit ended: its outcome row and the proposal's state, together. */
  async #settle(
    scope: CallScope,
    opened: { row: ProposalRow; attempt: AttemptRecord },
    end: { outcome: string; state: 'committed' | 'failed' | 'unknown'; line: string; failure: CallFailure | null; witness: Witness | null },
  ): Promise<void> {
    const outcome = commitOutcome(this.parts, opened.attempt, {
      outcome: end.outcome,
      layer: end.failure?.layer ?? null,
      message: end.line,
      correlationId: end.failure?.correlationId ?? null,
      witness: end.witness,
    });
    const sealedResult = scope.subject.box.seal(JSON.stringify(end.line));
    await this.parts.log.commit([...outcomeWrites(outcome), settledWrite(opened.row.id, { state: end.state, sealedResult })]);
  }

  /** Something moved since the preview: nothing runs, and a new version shows what changed. */
  async #moved(
    scope: CallScope,
    opened: { row: ProposalRow; attempt: AttemptRecord; tool: WriteTool<unknown> },
    now: PreparedOutcome,
  ): Promise<DecisionEnd> {
    const { row, attempt, tool } = opened;
    const { facts, decision } = await this.#weighAgain(scope, { row, tool }, now);
    if (decision.kind === 'refuse') return this.#forbidden(scope, { row, attempt }, decision);
    const id = this.parts.ids.next();
    const requestedAt = this.parts.clock.now();
    const { setup } = await this.parts.settings.current(scope.tenantId);
    const before = {
      preview: JSON.parse(scope.subject.box.open(row.sealedPreview)) as ProposalPreview,
      records: JSON.parse(row.sourceRecords) as RecordRef[],
    };
    const frame = {
      ...row,
      id,
      version: row.version + 1,
      requestedAt: requestedAt.toISOString(),
      expiresAt: new Date(requestedAt.getTime() + setup.approvalMinutes * 60_000).toISOString(),
    };
    const basis = [
      ...(decision.kind === 'ask' ? decision.basis : []),
      {
        layer: 'approval' as const,
        rule: 'outcome-moved',
        setting: `approval ${row.id}`,
        message: 'Something changed since the earlier version was confirmed.',
      },
    ];
    const proposal = proposalWrite(proposalRow(frame, now, { box: scope.subject.box, basis, facts, changedSince: differences(before, now) }));
    await this.parts.log.transaction(async (manager) => {
      await this.parts.approvals.move(manager, row.id, { from: 'committing', to: 'superseded' });
      const message = 'Something changed since the preview; nothing was written.';
      await this.parts.database.apply(manager, [
        ...outcomeWrites(commitOutcome(this.parts, attempt, { outcome: 'moved', layer: 'approval', message })),
        proposal,
      ]);
    });
    return { kind: 'moved', newApprovalId: id };
  }

  /** Decides on what has become of the change, as if it were proposed now. */
  #weighAgain(
    scope: CallScope,
    { row, tool }: { row: ProposalRow; tool: WriteTool<unknown> },
    { amount, conditions }: PreparedOutcome,
  ): Promise<Deliberation> {
    const stake = { amount, conditions };
    const question = {
      phase: 'prepare',
      toolName: row.tool,
      tool,
      argumentsValid: true,
      ordinal: 1,
      stake,
      approval: null,
      priorEffect: 'none',
    } as const;
    return deliberate(this.parts, scope, question);
  }

  /** What has become of the change is more than the authority allows: it ends here. */
  async #forbidden(
    scope: CallScope,
    opened: { row: ProposalRow; attempt: AttemptRecord },
    { basis, remedy }: Extract<Decision, { kind: 'refuse' }>,
  ): Promise<DecisionEnd> {
    const [first] = basis;
    const message = `Something changed since the preview. ${first?.message ?? 'It is not allowed any more.'}`;
    const failure: CallFailure = { outcome: 'refused', layer: first?.layer ?? null, message, remedy, correlationId: null };
    return this.#fail(scope, opened, failure, null);
  }

  /** What the proposal put at stake when it was made. */
  #stakeOf(row: ProposalRow): Stake {
    const { conditions } = (row.facts === null ? null : storedFacts(row.facts).stake) ?? { conditions: [] };
    return { amount: amountOf(row), conditions };
  }

  #payload(scope: CallScope, row: ProposalRow): ProposalPayload | null {
    if (row.sealedPayload === null) return null;
    try {
      return JSON.parse(scope.subject.box.open(row.sealedPayload)) as ProposalPayload;
    } catch {
      return null;
    }
  }

  #outcomeOf(row: ProposalRow, payload: ProposalPayload): Pick<PreparedOutcome, 'payload' | 'records' | 'amount'> {
    return {
      payload,
      records: JSON.parse(row.sourceRecords) as RecordRef[],
      amount: amountOf(row),
    };
  }

  async #running(scope: CallScope, row: ProposalRow): Promise<Running> {
    const settings = await this.parts.settings.current(scope.tenantId);
    const delegation = await this.parts.delegations.at(settings.revision, scope.tenantId, scope.delegationId);
    return runningOf(scope, { settings, delegation }, { callId: row.toolCallId, effectKey: row.effectKey, tool: row.tool });
  }
}

const amountOf = ({ amount, currency }: ProposalRow): Stake['amount'] => (amount !== null && currency !== null ? { value: amount, currency } : null);

const isSameStake = (now: Pick<PreparedOutcome, 'conditions'>, before: Pick<Stake, 'conditions'>): boolean =>
  now.conditions.join('\n') === before.conditions.join('\n');
