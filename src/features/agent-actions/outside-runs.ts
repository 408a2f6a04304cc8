import { SmartAgentActionRequest, SmartAgentApproval } from '../../../entities/index.ts';
import type { ActionAnswer } from '../../contracts/agent-actions.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database, Write } from '../../kernel/database.ts';
import { toldWrite, type Approvals, type ProposalRow } from '../approvals/index.ts';
import { notCommitted, type CallScope, type DecisionEnd, type EffectSettlement, type ProposalDecisions } from '../gateway/index.ts';
import type { Nodes } from '../nodes/index.ts';
import type { Subject } from '../subjects/index.ts';
import type { BusyRuns } from './busy-runs.ts';
import { decidedAnswer, interruptedAnswer } from './action-answer.ts';
import type { ActionRequests, RequestRow } from './action-requests.ts';
import type { OutsideScopes } from './outside-scopes.ts';
import { refreshRun } from './run-status.ts';

/** A request that this node took is answered well within this, or never will be. */
const answeredWithinMillis = 5 * 60_000;

/** What runs of external agents work with when nobody of them asks. */
export interface OutsideRunParts {
  readonly database: Database;
  readonly scopes: OutsideScopes;
  readonly requests: ActionRequests;
  readonly approvals: Approvals;
  readonly decisions: ProposalDecisions;
  readonly settlement: EffectSettlement;
  readonly busy: BusyRuns;
  readonly nodes: Nodes;
  readonly clock: Clock;
}

/** Runs of external agents between their requests: people decide on what they proposed, authority ends, the program restarts. */
export class OutsideRuns {
  constructor(private readonly parts: OutsideRunParts) {}

  /** The surroundings a stored proposal is decided in. Throws `not_found` where whoever gave the authority was erased. */
  async scopeOf(row: ProposalRow): Promise<CallScope> {
    const authority = await this.parts.scopes.authority(row.tenantId, row.agentId, row.delegationId);
    const run = await this.parts.requests.runById(row.executionId);
    return this.parts.scopes.scope(authority, { ...run, company: { id: run.companyId, name: run.companyName ?? '' } });
  }

  /** Carries out a person's decision and keeps what came of it, for the agent to ask after. */
  decide(row: ProposalRow, decide: () => Promise<DecisionEnd>): Promise<DecisionEnd> {
    return this.parts.busy.during(row.executionId, async () => {
      const end = await decide();
      await this.settled(row, end);
      return end;
    });
  }

  /** The agent takes back what it proposed itself, and what came of that is kept for it to ask after. */
  withdrawByAgent(row: ProposalRow, reason: string | null): Promise<void> {
    return this.parts.busy.during(row.executionId, async () => {
      const end = await this.parts.decisions.withdrawByAgent(await this.scopeOf(row), row, reason);
      await this.settled(row, end);
    });
  }

  /** Ends a proposal that nobody decided in time. */
  async expire(row: ProposalRow): Promise<void> {
    const closed = await this.parts.decisions.close(await this.scopeOf(row), row, { to: 'expired', subject: null, reason: null });
    if (closed) await this.settled(row, { kind: 'expired' });
  }

  /** Finds out whether an interrupted change was made, and keeps it. */
  async settle(row: ProposalRow): Promise<void> {
    if (this.parts.busy.has(row.executionId)) return;
    const found = await this.parts.settlement.settle(await this.scopeOf(row), row);
    if (found === null) return;
    await this.settled(row, found.kind === 'committed' ? found : { kind: 'failed', failure: notCommitted[found.kind](found.line) });
  }

  /** Keeps what came of a proposal, for the agent to ask after. */
  async settled(row: ProposalRow, end: DecisionEnd): Promise<void> {
    const request = await this.parts.requests.ofCall(row.tenantId, row.toolCallId);
    if (!request) return;
    const { reference } = await this.parts.requests.runById(row.executionId);
    const answer = decidedAnswer({ execution: reference, toolCallId: request.id, action: request.action }, end);
    const writes = answer ? await this.#kept(row, request.id, answer) : [];
    await refreshRun(this.parts.database, row.executionId, { now: this.parts.clock.now().toISOString(), writes });
  }

  /** Says anew how a run stands, with whatever is kept with it. */
  refresh(executionId: string, writes: readonly Write[]): Promise<void> {
    return refreshRun(this.parts.database, executionId, { now: this.parts.clock.now().toISOString(), writes });
  }

  /** Whether something is being done in a proposal's run, so that whoever does it tells of it. */
  isBusy({ executionId }: ProposalRow): boolean {
    return this.parts.busy.has(executionId);
  }

  /** Withdraws what waits under a delegation that has ended. */
  async withdraw(delegation: { readonly tenantId: string; readonly id: string }, by: Subject): Promise<void> {
    const waiting = await this.parts.database.reader.findBy(SmartAgentApproval, {
      ...{ tenantId: delegation.tenantId, delegationId: delegation.id, state: 'pending' },
    });
    for (const row of waiting) {
      const reason = 'The authority it was proposed under has ended.';
      const closed = await this.parts.decisions.close(await this.scopeOf(row), row, { to: 'withdrawn', subject: by, reason });
      if (closed) await this.settled(row, { kind: 'withdrawn', reason });
    }
  }

  /**
   * Ends requests that nobody is at any more and that were never answered: their node was stopped, or the end could not be
   * written. They changed nothing, so their keys are free again. `others`: the other nodes that live.
   */
  async takeUp(others: ReadonlySet<string>): Promise<void> {
    for (const request of await this.parts.requests.unanswered()) if (this.#isLeft(request, others)) await this.#end(request);
  }

  #isLeft(request: RequestRow, others: ReadonlySet<string>): boolean {
    const owner = this.parts.nodes.ownerOf(request, others);
    if (owner === 'other' || this.parts.busy.has(request.executionId)) return false;
    const old = new Date(this.parts.clock.now().getTime() - answeredWithinMillis).toISOString();
    return owner !== 'own' || request.requestedAt < old;
  }

  async #end({ id }: RequestRow): Promise<void> {
    const { nodes, requests, scopes, database } = this.parts;
    // Whoever had it may have answered just before it was gone.
    const [request] = (await nodes.claim(SmartAgentActionRequest, id)) === null ? [] : await requests.unanswered(id);
    if (!request) return;
    const run = await requests.runById(request.executionId);
    const authority = await scopes.authority(request.tenantId, request.agentId, run.delegationId).catch(() => null);
    const answer = interruptedAnswer({ execution: run.reference, toolCallId: id, action: request.action });
    const now = this.parts.clock.now().toISOString();
    const sealedAnswer = authority === null ? '' : authority.subject.box.seal(JSON.stringify(answer));
    const answered = requests.answered(id, { approvalId: null, sealedAnswer, answeredAt: now });
    await refreshRun(database, run.id, { now, writes: [answered, requests.released(id)] });
  }

  async #kept(row: ProposalRow, requestId: string, answer: ActionAnswer): Promise<readonly Write[]> {
    const { subject } = await this.scopeOf(row);
    const now = await this.parts.approvals.find(row.tenantId, row.id);
    return [this.parts.requests.decided(requestId, subject.box.seal(JSON.stringify(answer))), toldWrite(now ?? row)];
  }
}
