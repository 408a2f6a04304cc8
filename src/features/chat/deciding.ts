import { SmartAgentExecution, SmartAgentMessage, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import type { ApprovalArguments, ApprovalDecisionResult, ApprovalView } from '../../contracts/approvals.ts';
import type { PanelEventData } from '../../contracts/panel-events.ts';
import type { ProposalDecisionKind } from '../../domain/deciding.ts';
import { nextStep, type TurnStep } from '../../domain/turn.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Write } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { isEditable, isShownTo, noConversation, toldWrite, type Onlooker, type ProposalRow } from '../approvals/index.ts';
import type { CallScope, DecisionEnd, PersonDeciding } from '../gateway/index.ts';
import type { Subject } from '../subjects/index.ts';
import { functionDefinition } from '../tools/index.ts';
import { approvalViewOf } from './approval-views.ts';
import type { ChatParts } from './chat-parts.ts';
import type { Caller, ChatService } from './chat-service.ts';
import { withDecision } from './asked-answer.ts';
import { scopeOfProposal } from './asked-scope.ts';
import { decisionEnvelope, decisionMessage, decisionResult, storedEnd } from './decision-words.ts';
import type { ChatMessage } from './model-port.ts';
import { openToldTurn } from './open-told-turn.ts';
import type { Speaker } from './open-turn.ts';
import type { SessionRuntime } from './session-runtime.ts';
import { messageReplaced } from './transcript.ts';
import { turnStateOf } from './open-turn.ts';
import { executionStatusWrite, turnStateWrite, waitedExecutionEndWrite } from './turn-writes.ts';

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

/** People's decisions on what their conversations proposed, and what follows from them in the conversation. */
export class Deciding {
  constructor(
    private readonly parts: ChatParts,
    private readonly chat: ChatService,
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
      return runtime.exclusive(() => this.#after(speaker, runtime, { row, end }));
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

  /** Tells a conversation of a proposal that was settled without anyone deciding now: expired, or found out after a crash. */
  async settled(speaker: Speaker, row: ProposalRow, end: DecisionEnd): Promise<void> {
    const runtime = this.chat.runtimes.of(speaker);
    await runtime.exclusive(() => this.#after(speaker, runtime, { row, end }));
  }

  /** Tells a conversation, or the run of an external agent, how a proposal ended, as its row has it now; nobody where its person was erased. */
  async told({ tenantId, id }: ProposalRow): Promise<void> {
    const row = await this.parts.approvals.find(tenantId, id);
    if (!row) return;
    const told = row.sessionId === noConversation ? await this.#toldOutside(row) : await this.#toldConversation(row);
    if (!told) await this.parts.database.commit([toldWrite(row)]);
  }

  async #toldConversation(row: ProposalRow): Promise<boolean> {
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    const end = speaker && storedEnd(row, speaker.subject.box);
    if (end) await this.settled(speaker, row, end);
    return end !== null;
  }

  async #toldOutside(row: ProposalRow): Promise<boolean> {
    const box = await this.parts.subjects.box(row.requesterSubjectId);
    const end = box && storedEnd(row, box);
    if (end) await this.parts.outsideRuns.settled(row, end);
    return end !== null;
  }

  /** Tells of an end of which nobody has heard yet, where nothing is under way that will tell of it. */
  async tellUntold(row: ProposalRow): Promise<void> {
    if (row.sessionId === noConversation) return this.parts.outsideRuns.isBusy(row) ? undefined : this.told(row);
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    const runtime = speaker && this.chat.runtimes.of(speaker);
    if (!runtime?.isDeciding && !runtime?.active) await this.told(row);
  }

  /** The surroundings a stored proposal is decided in. */
  async scopeOf(speaker: Speaker, row: ProposalRow): Promise<CallScope> {
    return this.#scope(speaker, row);
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
    const scope = await this.#scope(speaker, row);
    return decider.id === row.requesterSubjectId ? scope : { ...scope, hasSignIn: await this.parts.signIns.isLive(scope.signIn, scope.agentId) };
  }

  async #scope(speaker: Speaker, row: ProposalRow): Promise<CallScope> {
    const execution = await this.parts.database.reader.findOneByOrFail(SmartAgentExecution, { id: row.executionId });
    const scope = await this.chat.opening.scope(speaker, { turnId: row.turnId, execution, signal: new AbortController().signal });
    return scopeOfProposal(this.parts, scope, row);
  }

  async #after(speaker: Speaker, runtime: SessionRuntime, decided: { row: ProposalRow; end: DecisionEnd }): Promise<ApprovalDecisionResult> {
    const { end } = decided;
    const row = (await this.parts.approvals.find(decided.row.tenantId, decided.row.id)) ?? decided.row;
    const view = await approvalViewOf(this.parts, row);
    if (end.kind === 'already_decided' || end.kind === 'refused') return { ...decisionResult(end), approval: view };
    const changed: PanelEventData = { type: 'approval.changed', turnId: row.turnId, approval: view };
    if (end.kind === 'moved' || end.kind === 'edited') return this.#replaced(runtime, { row, end, changed });
    if (runtime.active) {
      // What was decided is shown at once; the conversation hears of it when nothing runs in it.
      await runtime.commit([], [changed]);
      await this.#atRest(runtime, () => this.#goOn(speaker, runtime, { row, end, shown: [] }));
    } else await this.#goOn(speaker, runtime, { row, end, shown: [changed] });
    return { ...decisionResult(end), approval: view };
  }

  /** Does the work now where no turn runs, otherwise when the one that does has come to its end or to a rest. */
  async #atRest(runtime: SessionRuntime, work: () => Promise<void>): Promise<void> {
    const { active } = runtime;
    if (!active) return work();
    active.finished
      .then(() => runtime.exclusive(() => this.#atRest(runtime, work)))
      .catch((error: unknown) => this.parts.logger.warn({ err: error }, 'a decision is told to its conversation at the next sweep'));
  }

  /** A new version takes the old one's place; the turn goes on waiting, for the new one. */
  async #replaced(
    runtime: SessionRuntime,
    at: { row: ProposalRow; end: Extract<DecisionEnd, { kind: 'moved' | 'edited' }>; changed: PanelEventData },
  ): Promise<ApprovalDecisionResult> {
    const { row, end } = at;
    const next = await this.parts.approvals.find(row.tenantId, end.newApprovalId);
    if (!next) throw notFound('proposal');
    const approval = await approvalViewOf(this.parts, next);
    await runtime.commit([], [at.changed, { type: 'approval.requested', turnId: row.turnId, approval }]);
    await this.#atRest(runtime, () => this.#waitForNext(runtime, row, next.id));
    return { ...decisionResult(end), approval };
  }

  async #waitForNext(runtime: SessionRuntime, row: ProposalRow, nextId: string): Promise<void> {
    const turn = await this.parts.database.reader.findOneBy(SmartAgentTurn, { id: row.turnId });
    if (turn) await runtime.commit([turnStateWrite(turn, renamed(turnStateOf(turn), row.id, nextId), this.parts.clock.now())], []);
  }

  async #goOn(
    speaker: Speaker,
    runtime: SessionRuntime,
    at: { row: ProposalRow; end: DecisionEnd; shown: readonly PanelEventData[] },
  ): Promise<void> {
    const { row, end, shown } = at;
    const envelope = decisionEnvelope(row, end);
    const stored = await this.parts.database.reader.findOneBy(SmartAgentTurn, { id: row.turnId });
    if (stored?.phase !== 'waiting') return this.#tellLater(speaker, runtime, { row, envelope, shown });
    const abort = new AbortController();
    const move = nextStep(turnStateOf(stored), { kind: 'approval-settled', approvalId: row.id });
    const goesOn = move.step.kind === 'call-model' ? [executionStatusWrite(row.executionId, 'running')] : [];
    const within = turnStateOf(stored).calls.find((call) => call.approvalId === row.id)?.within;
    const told = within === undefined ? this.#resultOf(speaker, row, envelope) : await this.#toldWithin(speaker, { row, within, envelope });
    await runtime.commit([...told, turnStateWrite(stored, move.state, this.parts.clock.now()), ...goesOn, toldWrite(row)], shown);
    if (move.step.kind !== 'call-model') return;
    const turn = await this.chat.opening.resume(speaker, { row: { ...stored, state: JSON.stringify(move.state) }, runtime, abort });
    this.chat.start(turn, abort, move.step satisfies TurnStep);
  }

  /** What the model is told in place of the waiting result. */
  #resultOf(speaker: Speaker, row: ProposalRow, envelope: Json): readonly Write[] {
    const result: ChatMessage = { role: 'tool', tool_call_id: row.toolCallId, content: JSON.stringify(envelope) };
    return [messageReplaced({ id: row.toolCallId, box: speaker.subject.box }, result)];
  }

  /** The same for what another agent proposed: the conversation's own knows it from that one's answer. */
  async #toldWithin(speaker: Speaker, at: { row: ProposalRow; within: string; envelope: Json }): Promise<readonly Write[]> {
    const { box } = speaker.subject;
    const answer = await this.parts.database.reader.findOneByOrFail(SmartAgentMessage, { id: at.within });
    const told = withDecision(JSON.parse(box.open(answer.sealedContent)) as ChatMessage, at.row.toolCallId, at.envelope);
    return told ? [messageReplaced({ id: at.within, box }, told)] : [];
  }

  /** The conversation went on meanwhile: the decision opens a turn of its own, unless the conversation was deleted. */
  async #tellLater(
    speaker: Speaker,
    runtime: SessionRuntime,
    at: { row: ProposalRow; envelope: Json; shown: readonly PanelEventData[] },
  ): Promise<void> {
    const { row, envelope, shown } = at;
    const now = this.parts.clock.now();
    const over = (await this.parts.approvals.pendingOfTurn(row.turnId)).length === 0 ? [waitedExecutionEndWrite(row.executionId, now)] : [];
    const session = await this.parts.database.reader.findOneByOrFail(SmartAgentSession, { id: row.sessionId });
    const isTold = (await this.parts.approvals.find(row.tenantId, row.id))?.untold === false;
    if (session.deletedAt !== null || isTold) return runtime.commit([...over, toldWrite(row)], shown);
    await runtime.commit(over, shown);
    await openToldTurn(
      { parts: this.parts, chat: this.chat, speaker, runtime, session },
      {
        content: `[decision] ${JSON.stringify({ approvalId: row.id, tool: row.tool, result: envelope })}`,
        text: decisionMessage(row.tool),
        writes: [toldWrite(row)],
      },
    );
  }

  /**
   * A turn that still waits for a proposal that has ended, or was replaced: whoever decided could not tell it. True where it did.
   */
  async wake(speaker: Speaker, row: ProposalRow): Promise<boolean> {
    const runtime = this.chat.runtimes.of(speaker);
    if (runtime.isDeciding || runtime.active) return false;
    const turn = await this.parts.database.reader.findOneBy(SmartAgentTurn, { id: row.turnId, phase: 'waiting' });
    const waits = turn !== null && turnStateOf(turn).calls.some((call) => call.status === 'waiting' && call.approvalId === row.id);
    if (!waits) return false;
    const end = storedEnd(row, speaker.subject.box);
    if (end) await runtime.exclusive(() => this.#goOn(speaker, runtime, { row, end, shown: [] }));
    else await runtime.exclusive(async () => this.#waitForNext(runtime, row, (await this.parts.approvals.latest(row)).id));
    return true;
  }
}

const renamed = (state: ReturnType<typeof turnStateOf>, from: string, to: string): ReturnType<typeof turnStateOf> => ({
  ...state,
  calls: state.calls.map((call) => (call.approvalId === from ? { ...call, approvalId: to } : call)),
});
