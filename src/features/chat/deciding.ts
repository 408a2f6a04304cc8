import type { ApprovalArguments, ApprovalDecisionResult, ApprovalView } from '../../contracts/approvals.ts';
import type { ProposalDecisionKind } from '../../domain/deciding.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { isEditable, isShownTo, noConversation, type Onlooker, type ProposalRow } from '../approvals/index.ts';
import type { CallScope, DecisionEnd, PersonDeciding } from '../gateway/index.ts';
import type { Subject } from '../subjects/index.ts';
import { functionDefinition } from '../tools/index.ts';
import { approvalViewOf } from './approval-views.ts';
import type { ChatParts } from './chat-parts.ts';
import type { Caller, ChatService } from './chat-service.ts';
import { decisionResult } from './decision-words.ts';
import type { Speaker } from './open-turn.ts';
import type { Telling } from './telling.ts';

/** A decision as it comes from the panel or over HTTP. */
export interface WantedDecision {
  readonly approvalId: string;
  readonly version: number;
  readonly decision: ProposalDecisionKind;
  readonly reason?: string | undefined;
}

/** Other values for a proposal, as they come from the panel or the page. */
export interface WantedEdit {
  readonly approvalId: string;
  readonly version: number;
  readonly arguments: Readonly<Record<string, unknown>>;
}

type Work = (scope: CallScope, made: Omit<PersonDeciding, 'version'>) => Promise<DecisionEnd>;

/** People's decisions on what was proposed in their names, or waits for them. */
export class Deciding {
  constructor(
    private readonly parts: ChatParts,
    private readonly chat: ChatService,
    private readonly telling: Telling,
  ) {}

  /** What waits for this person. */
  async pending(caller: Caller): Promise<readonly ApprovalView[]> {
    const person = await this.#onlooker(caller);
    const rows = await this.parts.approvals.pendingFor(caller.person.tid, person);
    return Promise.all(rows.map((row) => approvalViewOf(this.parts, row, { onlooker: person })));
  }

  /** One proposal that was asked for in her name, or waits for her. Throws `not_found` for any other. */
  async view(caller: Caller, id: string): Promise<ApprovalView> {
    return approvalViewOf(this.parts, await this.own(caller, id), { onlooker: await this.#onlooker(caller) });
  }

  /** A proposal's row, if it was asked for in her name, or waits for her, or she decided on it. */
  async own(caller: Caller, id: string): Promise<ProposalRow> {
    const row = await this.parts.approvals.find(caller.person.tid, id);
    if (!row || !isShownTo(row, await this.#onlooker(caller))) throw notFound('proposal');
    return row;
  }

  /** Decides, shows what came of it, and lets the conversation go on. */
  decide(caller: Caller, { approvalId, version, decision, reason }: WantedDecision): Promise<ApprovalDecisionResult> {
    const what = { decision, reason: reason ?? null };
    return this.#carry(caller, approvalId, (scope, made) => this.parts.decisions.decide(scope, { ...made, version, ...what }));
  }

  /** Changes what a waiting proposal asks for, and shows the new version, which waits in its place. Throws `unprocessable` for values that do not fit. */
  async edit(caller: Caller, { approvalId, version, arguments: wanted }: WantedEdit): Promise<ApprovalDecisionResult> {
    const args = wanted as Json;
    const ended = await this.#carry(caller, approvalId, (scope, made) => this.parts.decisions.edit(scope, { ...made, version, arguments: args }));
    const { fields } = ended;
    if (fields === undefined) return ended;
    const remedy = 'Correct the fields that are named and save again.';
    throw new AppError('unprocessable', `The values do not fit: ${fields.map((one) => `${one.field}: ${one.message}`).join('; ')}`, {
      ...{ fields, remedy },
    });
  }

  /** What a waiting proposal asks for, for somebody who may change it. Throws `not_found`, `forbidden`, and `conflict` where it does not wait. */
  async argumentsOf(caller: Caller, id: string): Promise<ApprovalArguments> {
    const row = await this.own(caller, id);
    if (!isEditable(row, await this.#onlooker(caller))) {
      throw new AppError('forbidden', 'You are not asked to decide on this.', { remedy: 'Leave it to those who are.' });
    }
    const box = await this.parts.subjects.box(row.requesterSubjectId);
    const args = box && row.state === 'pending' ? this.parts.decisions.argumentsOf({ subject: { id: row.requesterSubjectId, box } }, row) : null;
    const tool = this.parts.tools.get(row.tool);
    if (args === null || tool === undefined) {
      throw new AppError('conflict', 'This version does not wait any more.', { remedy: 'Look at what came of it.' });
    }
    return { version: row.version, arguments: args as Record<string, unknown>, schema: functionDefinition(tool).function.parameters };
  }

  /** Does something with a proposal, in its conversation or in the run of the external agent that made it. */
  async #carry(caller: Caller, approvalId: string, work: Work): Promise<ApprovalDecisionResult> {
    const found = await this.own(caller, approvalId);
    const decider = await this.parts.subjects.of(caller.person);
    const made = { decider, mayApprove: caller.mayApprove, lookingAs: caller };
    if (found.sessionId === noConversation) return this.#carryOutside(caller, found, (scope) => work(scope, { ...made, row: found }));
    const speaker = await this.#speakerFor(caller, found);
    const runtime = this.chat.runtimes.of(speaker);
    const scope = await this.#scopeFor(speaker, found, decider);
    // Read again: whatever was decided in the meantime is seen.
    const row = await this.own(caller, approvalId);
    const result = await runtime.deciding(async () => {
      const end = await work(scope, { ...made, row });
      return this.telling.decided(speaker, runtime, { row, end });
    });
    return this.#asSeenBy(caller, found.tenantId, result);
  }

  /** What a conversation is told is seen with its own user's eyes; whoever decided is answered as she sees it. */
  async #asSeenBy(caller: Caller, tenantId: string, result: ApprovalDecisionResult): Promise<ApprovalDecisionResult> {
    const row = await this.parts.approvals.find(tenantId, result.approval.id);
    return row ? { ...result, approval: await approvalViewOf(this.parts, row, { onlooker: await this.#onlooker(caller) }) } : result;
  }

  /** A proposal of an external agent: no conversation goes on with it, the agent asks what became of it. */
  async #carryOutside(caller: Caller, found: ProposalRow, work: (scope: CallScope) => Promise<DecisionEnd>): Promise<ApprovalDecisionResult> {
    const scope = await this.parts.outsideRuns.scopeOf(found);
    const end = await this.parts.outsideRuns.decide(found, () => work(scope));
    const row = await this.parts.approvals.find(found.tenantId, 'newApprovalId' in end ? end.newApprovalId : found.id);
    const approval = await approvalViewOf(this.parts, row ?? found, { onlooker: await this.#onlooker(caller) });
    return { ...decisionResult(end), approval };
  }

  async #onlooker(caller: Caller): Promise<Onlooker> {
    return { id: (await this.parts.subjects.of(caller.person)).id, mayApprove: caller.mayApprove };
  }

  /** Whose conversation it is: the caller's own with the sign-in of this moment, or another's with the one her turn ran under. */
  async #speakerFor(caller: Caller, row: ProposalRow): Promise<Speaker> {
    const subject = await this.parts.subjects.of(caller.person);
    if (row.requesterSubjectId === subject.id) return this.chat.speaker(caller, row.sessionId);
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    if (!speaker) throw notFound('proposal');
    return speaker;
  }

  /** An approver adds consent, never rights: the change is made with the sign-in of whoever asked, which has to stand. */
  async #scopeFor(speaker: Speaker, row: ProposalRow, decider: Subject): Promise<CallScope> {
    const scope = await this.telling.scopeOf(speaker, row);
    return decider.id === row.requesterSubjectId ? scope : { ...scope, hasSignIn: await this.parts.signIns.isLive(scope.signIn, scope.agentId) };
  }
}
