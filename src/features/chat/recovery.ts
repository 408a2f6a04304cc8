import { In } from 'typeorm';
import { SmartAgentApproval, SmartAgentMessage } from '../../../entities/index.ts';
import { nextStep, type TurnStep } from '../../domain/turn.ts';
import { negativeReport, notCommitted } from '../gateway/index.ts';
import { noConversation, type ProposalRow } from '../approvals/index.ts';
import type { ActiveTurn } from './active-turn.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatService } from './chat-service.ts';
import { interruptedAnswer } from './asked-answer.ts';
import { finishedEvent } from './call-events.ts';
import { guarded } from './guarded.ts';
import type { Telling } from './telling.ts';
import type { ChatMessage } from './model-port.ts';
import { turnStateOf, type TurnRow } from './open-turn.ts';
import { messageWrite } from './transcript.ts';
import { executionStatusWrite, turnEndWrites, turnStateWrite } from './turn-writes.ts';

/** How often proposals are looked through for expired and unsettled ones. */
const sweepMillis = 15_000;
/** A request of an external agent is answered well within this, whichever process is at it. */
const answeredWithinMillis = 5 * 60_000;
/** At most this many proposals of a kind are looked at in one sweep. */
const sweepBatch = 100;

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

/** Takes up after a stop what was left: running turns go on, interrupted calls are closed, lost commits are settled, old proposals expire. */
export class Recovery {
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> | null = null;

  constructor(
    private readonly parts: ChatParts,
    private readonly chat: ChatService,
    private readonly telling: Telling,
  ) {}

  /** Takes everything up once, then looks through proposals now and then. */
  async start(): Promise<void> {
    await this.parts.settlement.closeInterrupted(this.parts.clock.now().toISOString());
    for (const row of await this.chat.interrupted()) await guarded(this.parts.logger, () => this.#goOn(row), 'a turn could not be taken up');
    for (const row of await this.chat.waitingUnseen()) await guarded(this.parts.logger, () => this.#rest(row), 'a turn could not be left waiting');
    await guarded(this.parts.logger, () => this.parts.outsideRuns.takeUp(), 'runs of external agents could not be taken up');
    await this.sweep();
    this.#timer = setInterval(() => void this.sweep(), sweepMillis).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Expires what nobody decided in time and settles what was left open; one sweep at a time, whoever asks. */
  sweep(): Promise<void> {
    this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = null));
    return this.#sweeping;
  }

  async #sweep(): Promise<void> {
    await guarded(this.parts.logger, () => this.#look(), 'proposals could not be looked through');
  }

  async #look(): Promise<void> {
    const now = this.parts.clock.now().toISOString();
    if (!this.parts.log.state.available) await this.parts.gap.record();
    await this.parts.settlement.closeLost(this.parts.log.takeLost());
    const old = new Date(this.parts.clock.now().getTime() - answeredWithinMillis);
    await guarded(this.parts.logger, () => this.parts.outsideRuns.takeUp(old), 'requests of external agents could not be ended');
    for (const row of await this.parts.approvals.expired(now, sweepBatch))
      await guarded(this.parts.logger, () => this.#expire(row), 'a proposal could not be expired');
    for (const row of await this.chat.interrupted()) await guarded(this.parts.logger, () => this.#endLost(row), 'a lost turn could not be ended');
    for (const row of await this.parts.approvals.unsettled())
      await guarded(this.parts.logger, () => this.#settle(row), 'a commit could not be settled yet');
    for (const row of await this.parts.approvals.untold(sweepBatch))
      await guarded(this.parts.logger, () => this.telling.tellUntold(row), 'nobody could be told how a proposal ended');
    for (const row of await this.parts.approvals.endedUnderWaitingTurns(sweepBatch))
      await guarded(this.parts.logger, () => this.#wake(row), 'a turn could not be woken');
  }

  async #expire(row: ProposalRow): Promise<void> {
    if (row.sessionId === noConversation) return this.parts.outsideRuns.expire(row);
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    if (!speaker) return;
    const scope = await this.telling.scopeOf(speaker, row);
    if (await this.parts.decisions.close(scope, row, { to: 'expired', subject: null, reason: null })) {
      await this.telling.settled(speaker, row, { kind: 'expired' });
    }
  }

  async #settle(row: ProposalRow): Promise<void> {
    if (row.sessionId === noConversation) return this.parts.outsideRuns.settle(row);
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    if (!speaker || this.chat.runtimes.of(speaker).isDeciding || this.chat.isRunning(row.turnId)) return;
    const found = await this.parts.settlement.settle(await this.telling.scopeOf(speaker, row), row);
    if (found === null) return;
    await this.telling.settled(speaker, row, found.kind === 'committed' ? found : { kind: 'failed', failure: notCommitted[found.kind](found.line) });
  }

  async #wake(row: ProposalRow): Promise<void> {
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.turnId);
    if (speaker) await this.telling.wake(speaker, row);
  }

  async #goOn(row: TurnRow): Promise<void> {
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.id);
    if (!speaker) return;
    const runtime = this.chat.runtimes.of(speaker);
    const abort = new AbortController();
    const turn = await this.chat.opening.resume(speaker, { row, runtime, abort });
    const step = turn.state.phase === 'tools' ? await this.#closeCalls(turn) : { kind: 'call-model' as const };
    this.chat.start(turn, abort, step);
  }

  /** A turn that came to wait for a person just when the program stopped: its execution waits, too, and whoever looks sees it. */
  async #rest(row: TurnRow): Promise<void> {
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.id);
    if (!speaker) return;
    const approvals = turnStateOf(row).calls.flatMap(({ status, approvalId }) => (status === 'waiting' && approvalId !== null ? [approvalId] : []));
    const waits = executionStatusWrite(row.executionId, 'waiting');
    await this.chat.runtimes.of(speaker).commit([waits], [{ type: 'turn.waiting', turnId: row.id, approvals }]);
  }

  /** A turn that stopped because nothing could be kept: it ends as failed, and what it was doing is closed by the log. */
  async #endLost(row: TurnRow): Promise<void> {
    if (this.chat.isRunning(row.id)) return;
    const speaker = await this.chat.storedSpeaker(row.sessionId, row.id);
    if (!speaker) return;
    const runtime = this.chat.runtimes.of(speaker);
    await runtime.exclusive(async () => {
      if (runtime.active) return;
      const turn = await this.chat.opening.resume(speaker, { row, runtime, abort: new AbortController() });
      turn.state = nextStep(turn.state, { kind: 'model-failed', failure: lostTurn }).state;
      await runtime.commit(turnEndWrites(turn, 'failed', this.parts.clock.now()), [{ type: 'turn.failed', turnId: row.id, ...lostTurn }]);
    });
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
    turn.messages.push(message);
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
