import { In } from 'typeorm';
import { SmartAgentApproval, SmartAgentExecution, SmartAgentMessage } from '../../../entities/index.ts';
import { nextStep, type TurnStep } from '../../domain/turn.ts';
import { negativeReport } from '../gateway/index.ts';
import type { ActiveTurn } from './active-turn.ts';
import { interruptedAnswer } from './asked-answer.ts';
import { finishedEvent } from './call-events.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatService } from './chat-service.ts';
import type { ChatMessage } from './model-port.ts';
import { turnStateOf, type Speaker, type TurnRow } from './open-turn.ts';
import type { SessionRuntime } from './session-runtime.ts';
import { messageWrite } from './transcript.ts';
import { executionStatusWrite, turnEndWrites, turnStateWrite } from './turn-writes.ts';

const interruptedReport = negativeReport(
  'failed',
  { message: 'Interrupted by a restart of the program; it had no effect.', layer: null, remedy: 'Try again.' },
  '0.0000',
);

const lostTurn = {
  code: 'internal' as const,
  message: 'The audit log was unavailable, so the turn was ended.',
  remedy: 'Ask again; the log can be written now.',
};

/** Where a turn that nobody is at was found. */
interface FoundTurn {
  readonly row: TurnRow;
  readonly speaker: Speaker;
  readonly runtime: SessionRuntime;
}

/** Turns that a stop left in the middle. Each is taken up by whichever node claims its conversation. */
export class InterruptedTurns {
  constructor(
    private readonly parts: ChatParts,
    private readonly chat: ChatService,
  ) {}

  /**
   * Takes up turns that were running. `others`: the nodes that live, whose turns are theirs. What was left by a node that is
   * gone goes on; what this node, or nobody, stopped because nothing could be kept, ends as failed. `isStart`: nothing was
   * begun here yet, so all of it was left by the process before.
   */
  async takeUp(row: TurnRow, { others, isStart }: { readonly others: ReadonlySet<string>; readonly isStart: boolean }): Promise<void> {
    if (this.chat.isRunning(row.id)) return;
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.id);
    const owner = speaker && this.parts.nodes.ownerOf(speaker.session, others);
    if (!speaker || owner === 'other') return;
    const runtime = this.chat.runtimes.of(speaker);
    await runtime.exclusive(async () => {
      // Whoever was at it until it was claimed may have brought it to its end.
      const now = runtime.active ? null : await this.chat.interruptedTurn(row.id);
      if (!now) return;
      const found = { row: now, speaker, runtime };
      await (isStart || owner === 'gone' ? this.#goOn(found) : this.#endLost(found));
    });
  }

  /** A turn that came to wait for a person just when its node stopped: its execution waits, too, and whoever looks sees it. */
  async rest(row: TurnRow): Promise<void> {
    if (this.chat.isRunning(row.id)) return;
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.id);
    if (!speaker) return;
    const runtime = this.chat.runtimes.of(speaker);
    await runtime.exclusive(async () => {
      const isUnseen = await this.parts.database.reader.existsBy(SmartAgentExecution, { id: row.executionId, status: 'running' });
      if (!isUnseen || runtime.active) return;
      const approvals = turnStateOf(row).calls.flatMap(({ status, approvalId }) => (status === 'waiting' && approvalId !== null ? [approvalId] : []));
      const waits = executionStatusWrite(row.executionId, 'waiting');
      await runtime.commit([waits], [{ type: 'turn.waiting', turnId: row.id, approvals }]);
    });
  }

  async #goOn({ row, speaker, runtime }: FoundTurn): Promise<void> {
    const abort = new AbortController();
    const turn = await this.chat.opening.resume(speaker, { row, runtime, abort });
    const step = turn.state.phase === 'tools' ? await this.#closeCalls(turn) : { kind: 'call-model' as const };
    this.chat.start(turn, abort, step);
    // One that only comes to wait is at rest before anybody looks at what it waits for.
    if (step.kind !== 'call-model') await runtime.active?.finished;
  }

  /** A turn that stopped because nothing could be kept: it ends as failed, and what it was doing is closed by the log. */
  async #endLost({ row, speaker, runtime }: FoundTurn): Promise<void> {
    const turn = await this.chat.opening.resume(speaker, { row, runtime, abort: new AbortController() });
    turn.state = nextStep(turn.state, { kind: 'model-failed', failure: lostTurn }).state;
    await runtime.commit(turnEndWrites(turn, 'failed', this.parts.clock.now()), [{ type: 'turn.failed', turnId: row.id, ...lostTurn }]);
  }

  /** Calls that were under way: what was proposed waits, what was answered stays, the rest is told as interrupted. */
  async #closeCalls(turn: ActiveTurn): Promise<TurnStep> {
    await this.#adopt(turn);
    const ids = turn.state.calls.filter((call) => call.status === 'open').map((call) => call.id);
    const { reader } = this.parts.database;
    const proposed = await reader.findBy(SmartAgentApproval, { turnId: turn.id, toolCallId: In(ids) });
    const answered = new Set((await reader.findBy(SmartAgentMessage, { id: In(ids) })).map((message) => message.id));
    let step: TurnStep = { kind: 'call-model' };
    for (const callId of ids) {
      // A change that was being made when the program stopped is waited for like one that waits for a person.
      const approval = proposed.find((candidate) => candidate.toolCallId === callId && candidate.state !== 'superseded');
      const move = nextStep(turn.state, approval ? { kind: 'call-proposed', callId, approvalId: approval.id } : { kind: 'call-settled', callId });
      turn.state = move.state;
      step = move.step;
      await this.#keepCall(turn, callId, { hasMessage: answered.has(callId), waits: approval !== undefined });
    }
    return step;
  }

  /** What an agent that was asked proposed, or was making, when the program stopped: the turn waits for it as for its own. */
  async #adopt(turn: ActiveTurn): Promise<void> {
    const within = turn.state.calls.find((call) => call.status === 'open' && asksAgent(this.parts, turn, call.id))?.id;
    if (within === undefined) return;
    const known = new Set(turn.state.calls.map((call) => call.id));
    const open = await this.parts.database.reader.findBy(SmartAgentApproval, { turnId: turn.id, state: In(['pending', 'committing', 'unknown']) });
    for (const { id: approvalId, toolCallId: callId } of open) {
      if (!known.has(callId)) turn.state = nextStep(turn.state, { kind: 'call-proposed-within', within, callId, approvalId }).state;
    }
  }

  async #keepCall(turn: ActiveTurn, callId: string, known: { hasMessage: boolean; waits: boolean }): Promise<void> {
    const state = turnStateWrite(turn, turn.state, this.parts.clock.now());
    if (known.hasMessage) return turn.runtime.commit([state], []);
    const envelope = known.waits
      ? { status: 'awaiting_approval' }
      : asksAgent(this.parts, turn, callId)
        ? interruptedAnswer(turn.state, callId)
        : interruptedReport.envelope;
    const message: ChatMessage = { role: 'tool', tool_call_id: callId, content: JSON.stringify(envelope) };
    // A transcript that is loaded again has something in the place of every result that is missing.
    const isMissing = (one: ChatMessage): boolean => one.role === 'tool' && one.tool_call_id === callId;
    turn.messages = [...turn.messages.filter((one) => !isMissing(one)), message];
    const number = turn.runtime.nextMessageNumber(turn.lastNumber);
    const kept = messageWrite({ id: callId, sessionId: turn.scope.sessionId, turnId: turn.id, number, box: turn.scope.subject.box }, message);
    return turn.runtime.commit([kept, state], known.waits ? [] : [finishedEvent(turn.id, callId, interruptedReport)]);
  }
}

/** Whether a call asked another agent. */
const asksAgent = (parts: Pick<ChatParts, 'tools'>, { messages }: Pick<ActiveTurn, 'messages'>, callId: string): boolean => {
  const asked = messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : [])).find(({ id }) => id === callId);
  return asked !== undefined && parts.tools.get(asked.function.name)?.kind === 'ask';
};
