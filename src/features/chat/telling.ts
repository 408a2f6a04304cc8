import { SmartAgentExecution, SmartAgentMessage, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import type { ApprovalDecisionResult } from '../../contracts/approvals.ts';
import type { PanelEventData } from '../../contracts/panel-events.ts';
import { nextStep, type TurnStep } from '../../domain/turn.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Write } from '../../kernel/database.ts';
import { notFound } from '../../kernel/errors.ts';
import { leftToTellWrite, noConversation, toldWrite, type ProposalRow } from '../approvals/index.ts';
import type { CallScope, DecisionEnd } from '../gateway/index.ts';
import { approvalViewOf } from './approval-views.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatService } from './chat-service.ts';
import { withDecision } from './asked-answer.ts';
import { scopeOfProposal } from './asked-scope.ts';
import { decisionEnvelope, decisionMessage, decisionResult, storedEnd } from './decision-words.ts';
import type { ChatMessage } from './model-port.ts';
import { openToldTurn } from './open-told-turn.ts';
import { turnStateOf, type Speaker } from './open-turn.ts';
import { AtAnotherNode } from './session-claim.ts';
import type { SessionRuntime } from './session-runtime.ts';
import { messageReplaced } from './transcript.ts';
import { executionStatusWrite, turnStateWrite, waitedExecutionEndWrite } from './turn-writes.ts';

/** Tells conversations, and the runs of external agents, what became of what they proposed, and lets them go on with it. */
export class Telling {
  constructor(
    private readonly parts: ChatParts,
    private readonly chat: ChatService,
  ) {}

  /** The surroundings a stored proposal is decided in. */
  async scopeOf(speaker: Speaker, row: ProposalRow): Promise<CallScope> {
    const execution = await this.parts.database.reader.findOneByOrFail(SmartAgentExecution, { id: row.executionId });
    const scope = await this.chat.opening.scope(speaker, { turnId: row.turnId, execution, signal: new AbortController().signal });
    return scopeOfProposal(this.parts, scope, row);
  }

  /** Tells a conversation of a proposal that was settled without anyone deciding now: expired, or found out after a crash. */
  async settled(speaker: Speaker, row: ProposalRow, end: DecisionEnd): Promise<void> {
    const runtime = this.chat.runtimes.of(speaker);
    await runtime.exclusive(() => this.after(speaker, runtime, { row, end }));
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
    const end = speaker && (await this.#endOf(row, speaker));
    if (end) await this.settled(speaker, row, end);
    return end !== null;
  }

  /** How a proposal ended, or what took its place. */
  async #endOf(row: ProposalRow, { subject }: Speaker): Promise<DecisionEnd | null> {
    if (row.state === 'superseded') return { kind: 'moved', newApprovalId: (await this.parts.approvals.latest(row)).id };
    return storedEnd(row, subject.box);
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

  /**
   * Shows what was decided here and lets the conversation go on with it. Where another node is at the conversation, that one
   * does at its next sweep, and whoever decided is answered all the same.
   */
  async decided(speaker: Speaker, runtime: SessionRuntime, made: { row: ProposalRow; end: DecisionEnd }): Promise<ApprovalDecisionResult> {
    try {
      return await runtime.exclusive(() => this.after(speaker, runtime, made));
    } catch (error) {
      if (!(error instanceof AtAnotherNode)) throw error;
      const { row, end } = made;
      const isOver = end.kind === 'already_decided' || end.kind === 'refused';
      if (!isOver) await this.parts.database.commit([leftToTellWrite(row.id, this.parts.nodes.id)]);
      const shown = await this.parts.approvals.find(row.tenantId, 'newApprovalId' in end ? end.newApprovalId : row.id);
      return { ...decisionResult(end), approval: await approvalViewOf(this.parts, shown ?? row) };
    }
  }

  /** Shows what a decision came to, and lets the conversation go on with it. For whoever has the runtime to herself. */
  async after(speaker: Speaker, runtime: SessionRuntime, decided: { row: ProposalRow; end: DecisionEnd }): Promise<ApprovalDecisionResult> {
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
    await runtime.commit([toldWrite(row)], [at.changed, { type: 'approval.requested', turnId: row.turnId, approval }]);
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
