import { SmartAgentExecution, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import type { ApprovalDecisionResult, ApprovalView } from '../../contracts/approvals.ts';
import type { PanelEventData } from '../../contracts/panel-events.ts';
import { nextStep, type TurnStep } from '../../domain/turn.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { notFound } from '../../kernel/errors.ts';
import type { ProposalRow } from '../approvals/index.ts';
import type { CallScope, DecisionEnd } from '../gateway/index.ts';
import { approvalViewOf } from './approval-views.ts';
import type { ChatParts } from './chat-parts.ts';
import type { Caller, ChatService } from './chat-service.ts';
import { decisionEnvelope, decisionMessage, decisionResult } from './decision-words.ts';
import type { ChatMessage } from './model-port.ts';
import type { Speaker } from './open-turn.ts';
import type { SessionRuntime } from './session-runtime.ts';
import { messageReplaced, messageWrite } from './transcript.ts';
import { turnStateOf } from './open-turn.ts';
import { executionStatusWrite, turnStateWrite } from './turn-writes.ts';

/** A decision as it comes from the panel or over HTTP. */
export interface WantedDecision {
  readonly approvalId: string;
  readonly version: number;
  readonly decision: 'confirm' | 'reject';
  readonly reason?: string | undefined;
}

/** People's decisions on what their conversations proposed, and what follows from them in the conversation. */
export class Deciding {
  constructor(
    private readonly parts: ChatParts,
    private readonly chat: ChatService,
  ) {}

  /** What waits for this person. */
  async pending(caller: Caller): Promise<readonly ApprovalView[]> {
    const subject = await this.parts.subjects.of(caller.person);
    const rows = await this.parts.approvals.pendingOf(caller.person.tid, subject.id);
    return Promise.all(rows.map((row) => approvalViewOf(this.parts, row)));
  }

  /** One proposal of this person. Throws `not_found` for any other. */
  async view(caller: Caller, id: string): Promise<ApprovalView> {
    return approvalViewOf(this.parts, await this.own(caller, id));
  }

  /** A proposal's row, if it was made in one of the person's own conversations. */
  async own(caller: Caller, id: string): Promise<ProposalRow> {
    const subject = await this.parts.subjects.of(caller.person);
    const row = await this.parts.approvals.find(caller.person.tid, id);
    if (!row || row.requesterSubjectId !== subject.id) throw notFound('proposal');
    return row;
  }

  /** Decides, shows what came of it, and lets the conversation go on. */
  async decide(caller: Caller, wanted: WantedDecision): Promise<ApprovalDecisionResult> {
    const found = await this.own(caller, wanted.approvalId);
    const speaker = await this.chat.speaker(caller, found.sessionId);
    const runtime = this.chat.runtimes.of(speaker);
    const scope = await this.#scope(speaker, found);
    // Read again: whatever was decided in the meantime is seen.
    const row = await this.own(caller, wanted.approvalId);
    const { version, decision, reason = null } = wanted;
    return runtime.deciding(async () => {
      const end = await this.parts.decisions.decide(scope, { row, version, decision, reason, decider: speaker.subject });
      return runtime.exclusive(() => this.#after(speaker, runtime, { row, end }));
    });
  }

  /** Tells a conversation of a proposal that was settled without anyone deciding now: expired, or found out after a crash. */
  async settled(speaker: Speaker, row: ProposalRow, end: DecisionEnd): Promise<void> {
    const runtime = this.chat.runtimes.of(speaker);
    await runtime.exclusive(() => this.#after(speaker, runtime, { row, end }));
  }

  /** The surroundings a stored proposal is decided in. */
  async scopeOf(speaker: Speaker, row: ProposalRow): Promise<CallScope> {
    return this.#scope(speaker, row);
  }

  async #scope(speaker: Speaker, row: ProposalRow): Promise<CallScope> {
    const execution = await this.parts.database.reader.findOneByOrFail(SmartAgentExecution, { id: row.executionId });
    return this.chat.opening.scope(speaker, { turnId: row.turnId, execution, signal: new AbortController().signal });
  }

  async #after(speaker: Speaker, runtime: SessionRuntime, decided: { row: ProposalRow; end: DecisionEnd }): Promise<ApprovalDecisionResult> {
    const { end } = decided;
    const row = (await this.parts.approvals.find(decided.row.tenantId, decided.row.id)) ?? decided.row;
    const view = await approvalViewOf(this.parts, row);
    if (end.kind === 'already_decided' || end.kind === 'refused') return { ...decisionResult(end), approval: view };
    const changed: PanelEventData = { type: 'approval.changed', turnId: row.turnId, approval: view };
    if (end.kind === 'moved') return this.#moved(runtime, { row, end, changed });
    await this.#goOn(speaker, runtime, { row, end, changed });
    return { ...decisionResult(end), approval: view };
  }

  /** A new version takes the old one's place; the turn goes on waiting, for the new one. */
  async #moved(
    runtime: SessionRuntime,
    at: { row: ProposalRow; end: Extract<DecisionEnd, { kind: 'moved' }>; changed: PanelEventData },
  ): Promise<ApprovalDecisionResult> {
    const { row, end } = at;
    const next = await this.parts.approvals.find(row.tenantId, end.newApprovalId);
    if (!next) throw notFound('proposal');
    const approval = await approvalViewOf(this.parts, next);
    const turn = await this.parts.database.reader.findOneBy(SmartAgentTurn, { id: row.turnId });
    const writes = turn ? [turnStateWrite(turn, renamed(turnStateOf(turn), row.id, next.id), this.parts.clock.now())] : [];
    await runtime.commit(writes, [at.changed, { type: 'approval.requested', turnId: row.turnId, approval }]);
    return { ...decisionResult(end), approval };
  }

  async #goOn(speaker: Speaker, runtime: SessionRuntime, at: { row: ProposalRow; end: DecisionEnd; changed: PanelEventData }): Promise<void> {
    const { row, end, changed } = at;
    const envelope = decisionEnvelope(row, end);
    const result: ChatMessage = { role: 'tool', tool_call_id: row.toolCallId, content: JSON.stringify(envelope) };
    const replaced = messageReplaced({ id: row.toolCallId, box: speaker.subject.box }, result);
    const stored = await this.parts.database.reader.findOneBy(SmartAgentTurn, { id: row.turnId });
    if (stored?.phase !== 'waiting') {
      await runtime.commit([], [changed]);
      await this.#openForDecision(speaker, runtime, { row, envelope });
      return;
    }
    const abort = new AbortController();
    const move = nextStep(turnStateOf(stored), { kind: 'approval-settled', approvalId: row.id });
    const goesOn = move.step.kind === 'call-model' ? [executionStatusWrite(row.executionId, 'running')] : [];
    await runtime.commit([replaced, turnStateWrite(stored, move.state, this.parts.clock.now()), ...goesOn], [changed]);
    if (move.step.kind !== 'call-model') return;
    const turn = await this.chat.opening.resume(speaker, { row: { ...stored, state: JSON.stringify(move.state) }, runtime, abort });
    this.chat.start(turn, abort, move.step satisfies TurnStep);
  }

  /** The conversation went on meanwhile: the decision opens a turn of its own, or is told to the one that runs. */
  async #openForDecision(speaker: Speaker, runtime: SessionRuntime, at: { row: ProposalRow; envelope: Json }): Promise<void> {
    const content = `[decision] ${JSON.stringify({ approvalId: at.row.id, tool: at.row.tool, result: at.envelope })}`;
    const session = await this.parts.database.reader.findOneByOrFail(SmartAgentSession, { id: at.row.sessionId });
    const abort = new AbortController();
    const { turn, writes } = await this.chat.opening.begin({ ...speaker, session }, { runtime, abort, page: null, clientMessageId: null });
    const told: ChatMessage = { role: 'system', content };
    const number = runtime.nextMessageNumber(turn.lastNumber);
    const message = messageWrite({ id: this.parts.ids.next(), sessionId: session.id, turnId: turn.id, number, box: speaker.subject.box }, told);
    if (runtime.active) {
      await runtime.commit([message], []);
      return;
    }
    turn.messages.push(told);
    const started: PanelEventData = {
      type: 'turn.started',
      turnId: turn.id,
      cause: 'decision',
      text: decisionMessage(at.row.tool),
      clientMessageId: null,
      page: null,
      executionReference: turn.scope.execution.reference,
    };
    await runtime.commit([...writes, message], [started]);
    this.chat.start(turn, abort);
  }
}

const renamed = (state: ReturnType<typeof turnStateOf>, from: string, to: string): ReturnType<typeof turnStateOf> => ({
  ...state,
  calls: state.calls.map((call) => (call.approvalId === from ? { ...call, approvalId: to } : call)),
});
