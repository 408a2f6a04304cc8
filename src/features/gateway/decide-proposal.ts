import { amountOf, approverOf, deciderOf, hashOfOutcome, type PreparedOutcome, type ProposalPayload, type ProposalRow } from '../approvals/index.ts';
import type { RecordRef } from '../../contracts/approvals.ts';
import { closingObstacle, type ProposalDecisionKind } from '../../domain/deciding.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Stake } from '../../domain/stake.ts';
import { storedFacts } from '../../domain/stored-facts.ts';
import { inSpan, type Attributes } from '../../kernel/telemetry.ts';
import { isAuditUnavailable, outcomeLost } from '../audit/index.ts';
import type { Person, Subject } from '../subjects/index.ts';
import { endAttributes, executeToolSpan } from '../telemetry/index.ts';
import { askAnew } from './ask-anew.ts';
import type { CallScope } from './call-scope.ts';
import { closeProposal, recordRefused, recordRepeat, type ProposalClosing } from './close-proposal.ts';
import { ConfirmedChange } from './confirmed-change.ts';
import { decisionOf, measureWait } from './decision-record.ts';
import type { Running } from './executor.ts';
import type { CallFailure } from './failure.ts';
import type { FieldProblem } from './parse-arguments.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { EditedProposal, type ProposalEdit } from './edit-proposal.ts';
import { logged } from './logged-text.ts';
import { openCommit, type Claim, type CommitRequest, type Opening } from './open-commit.ts';
import { runningOf } from './running-of.ts';
import type { WriteTool } from '../tools/index.ts';

/** A person in front of one version of a proposal. */
export interface PersonDeciding {
  readonly row: ProposalRow;
  readonly version: number;
  readonly decider: Subject;
  /** Holds the permission set SMART AGENTS APPROVER. */
  readonly mayApprove: boolean;
  /** The sign-in under which she looks at the records. */
  readonly lookingAs: { readonly person: Person; readonly signIn: string };
}

/** A person's decision on one version of a proposal. */
export interface ProposalDecision extends PersonDeciding {
  readonly decision: ProposalDecisionKind;
  readonly reason: string | null;
}

/** What came of a decision. */
export type DecisionEnd =
  | { readonly kind: 'committed'; readonly line: string; readonly data: unknown }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'moved'; readonly newApprovalId: string }
  /** A person changed what it asks for: the new version waits. */
  | { readonly kind: 'edited'; readonly newApprovalId: string }
  | { readonly kind: 'failed'; readonly failure: CallFailure }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string | null; readonly fields?: readonly FieldProblem[] }
  | { readonly kind: 'already_decided'; readonly state: string }
  | { readonly kind: 'expired' }
  /** Taken back; `reason` is what whoever did so said of it. */
  | { readonly kind: 'withdrawn'; readonly reason: string | null };

const endOf = (end: DecisionEnd): Attributes =>
  end.kind === 'failed' ? endAttributes(end.failure.outcome, end.failure.layer) : endAttributes(end.kind, null);

/** Decides on proposals: rejects them, or commits exactly what was shown. */
export class ProposalDecisions {
  constructor(private readonly parts: GatewayParts) {}

  /**
   * Carries out a decision, once, whatever arrives twice; each arrival has its row. Throws `audit_unavailable`: where its
   * message says so, the change may have been made, otherwise nothing was run.
   */
  async decide(scope: CallScope, made: ProposalDecision): Promise<DecisionEnd> {
    return (await this.#over(scope, made)) ?? (made.decision === 'confirm' ? this.#confirm(scope, made) : this.#end(scope, made, made.decision));
  }

  /** Changes what a waiting proposal asks for: prepared, weighed and put before people anew. Throws `audit_unavailable`. */
  async edit(scope: CallScope, made: ProposalEdit): Promise<DecisionEnd> {
    return (await this.#over(scope, made)) ?? new EditedProposal(this.parts, scope, made).carryOut();
  }

  /** The arguments of a waiting proposal; null where they cannot be opened. */
  argumentsOf(scope: Pick<CallScope, 'subject'>, row: ProposalRow): Json | null {
    return this.#payload(scope, row)?.arguments ?? null;
  }

  /** Why nothing can be done with a proposal any more; null where it waits, in this very version. */
  async #over(scope: CallScope, made: PersonDeciding): Promise<DecisionEnd | null> {
    const { row } = made;
    if (row.state !== 'pending' || row.version !== made.version) return this.#again(scope, made, row.state);
    if (row.expiresAt > this.parts.clock.now().toISOString()) return null;
    await this.close(scope, row, { to: 'expired', subject: null, reason: null });
    return { kind: 'expired' };
  }

  /** An agent takes back what it proposed itself; null where it still waits for nobody: it was decided already, and the row says so. */
  async withdrawByAgent(scope: CallScope, row: ProposalRow, reason: string | null): Promise<DecisionEnd> {
    const closed = row.state === 'pending' && (await this.close(scope, row, { to: 'withdrawn', subject: null, reason }));
    if (closed) return { kind: 'withdrawn', reason };
    await recordRepeat(this.parts, scope, { row, decider: null });
    return { kind: 'already_decided', state: row.state };
  }

  /** Ends a proposal without running it; false where it was decided already. */
  close(scope: CallScope, row: ProposalRow, end: ProposalClosing): Promise<boolean> {
    return closeProposal(this.parts, scope, { row, end });
  }

  /** Rejects or takes back, each by whoever may. */
  async #end(scope: CallScope, made: ProposalDecision, decision: 'reject' | 'withdraw'): Promise<DecisionEnd> {
    const { row, decider, mayApprove, reason } = made;
    const obstacle = closingObstacle(decision, approverOf(row), deciderOf(row, { id: decider.id, mayApprove }));
    if (obstacle !== null) {
      await recordRefused(this.parts, scope, { row, decider, said: logged(obstacle.message) });
      return { kind: 'refused', ...obstacle };
    }
    const to = decision === 'reject' ? 'rejected' : 'withdrawn';
    if (!(await this.close(scope, row, { to, subject: decider, reason }))) return this.#again(scope, made, 'decided');
    return to === 'rejected' ? { kind: 'rejected' } : { kind: 'withdrawn', reason };
  }

  async #again(scope: CallScope, { row, decider }: PersonDeciding, state: string): Promise<DecisionEnd> {
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
    const spec = executeToolSpan(scope, { tool: tool.name, callId: row.toolCallId, link: payload.trace });
    return inSpan(this.parts.telemetry.tracing, spec, async (span) => {
      const end = await this.#commit(scope, made, { tool, payload });
      span.set(endOf(end));
      return end;
    });
  }

  /** The change itself, in the span that is linked to the call that proposed it. */
  async #commit(scope: CallScope, made: ProposalDecision, known: { tool: WriteTool<unknown>; payload: ProposalPayload }): Promise<DecisionEnd> {
    const { row } = made;
    const { tool, payload } = known;
    const running = await this.#running(scope, row);
    const stake = await this.#stakeNow(row, running);
    const request: CommitRequest = {
      scope,
      tool,
      outcome: { payload, ...stake },
      running,
      call: { toolName: row.tool, ordinal: 1, redacted: JSON.stringify({ approvalId: row.id, outcomeHash: row.outcomeHash }) },
    };
    const opening = await this.#open(request, made, { payload, mayReadRecords: await this.#mayRead(scope, made) });
    if (opening.kind === 'lost') return this.#again(scope, made, 'decided');
    if (opening.kind === 'refused') {
      const { deliberation } = opening;
      const anew = await askAnew(this.parts, scope, { row, payload, stake, deliberation });
      if (anew) return anew;
      const { decision } = deliberation;
      return { kind: 'refused', message: decision.basis[0]?.message ?? 'Refused.', remedy: decision.kind === 'refuse' ? decision.remedy : null };
    }
    measureWait(this.parts, row, { decision: 'confirmed', now: opening.attempt.attemptedAt });
    try {
      return await new ConfirmedChange(this.parts, request, { row, attempt: opening.attempt, tool }).carryOut();
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

  /** What the proposal put at stake when it was made. */
  #stakeOf(row: ProposalRow): Stake {
    const stake = row.facts === null ? null : storedFacts(row.facts).stake;
    return { conditions: [], ...stake, amount: amountOf(row) };
  }

  /** The same, with the ERP's approval user setup where a rule asks it that came since. */
  async #stakeNow(row: ProposalRow, running: Running): Promise<Stake> {
    const stake = this.#stakeOf(row);
    if (!running.asksApprovalSetup || stake.approvalSetup !== undefined) return stake;
    const ran = await this.parts.executor.approvalSetup(running);
    return ran.kind === 'done' ? { ...stake, approvalSetup: ran.value } : stake;
  }

  #payload(scope: Pick<CallScope, 'subject'>, row: ProposalRow): ProposalPayload | null {
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
