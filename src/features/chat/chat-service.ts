import { In } from 'typeorm';
import { SmartAgentExecution, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import type { SendMessage } from '../../contracts/chat-socket.ts';
import type { PanelEvent, PanelEventData } from '../../contracts/panel-events.ts';
import { nextStep } from '../../domain/turn.ts';
import { AppError } from '../../kernel/errors.ts';
import { update } from '../../kernel/database.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { Person } from '../subjects/index.ts';
import type { ActiveTurn } from './active-turn.ts';
import { scopeOfProposal } from './asked-scope.ts';
import type { ChatParts } from './chat-parts.ts';
import { loadEvents } from './load-events.ts';
import { TurnOpening, turnStateOf, type Speaker, type TurnRow } from './open-turn.ts';
import { AtAnotherNode } from './session-claim.ts';
import { Sessions } from './sessions.ts';
import { SessionRuntimes } from './session-runtimes.ts';
import type { SessionRuntime } from './session-runtime.ts';
import { messageWrite } from './transcript.ts';
import { TurnRunner } from './turn-runner.ts';
import { turnEndWrites, turnStateWrite } from './turn-writes.ts';

/** Who asks, and the sign-in she asks with. */
export interface Caller {
  readonly person: Person;
  readonly signIn: string;
  /** Holds the permission set SMART AGENTS APPROVER. */
  readonly mayApprove: boolean;
}

const titleLength = 60;
const running = ['model', 'tools'];

/** Conversations: messages open turns, turns run, people stop them. Deciding on proposals is `Deciding`. */
export class ChatService {
  readonly sessions: Sessions;
  readonly opening: TurnOpening;
  readonly runtimes: SessionRuntimes;
  readonly #runner: TurnRunner;

  constructor(private readonly parts: ChatParts) {
    this.sessions = new Sessions(parts);
    this.opening = new TurnOpening(parts);
    this.runtimes = new SessionRuntimes(parts);
    this.#runner = new TurnRunner(parts);
  }

  /** Every event of a session after a number, for a panel that opens or reconnects. */
  async events(caller: Caller, sessionId: string, afterSequence: number): Promise<readonly PanelEvent[]> {
    const { subject } = await this.sessions.own(caller.person, sessionId);
    return loadEvents(this.parts.database, { sessionId, afterSequence, box: subject.box });
  }

  /** Takes a message and opens a turn for it; answers at once, the turn runs on. A repeated send answers the first one's turn. */
  async send(caller: Caller, message: SendMessage): Promise<{ turnId: string }> {
    const speaker = await this.speaker(caller, message.sessionId);
    if (speaker.session.deletedAt !== null)
      throw new AppError('conflict', 'This conversation was deleted.', { remedy: 'Put it back first, or start a new one.' });
    const runtime = this.runtimes.of(speaker);
    const sent = runtime.exclusive(async () => {
      const known = await this.#known(message);
      if (known) return known;
      if (runtime.active) {
        throw new AppError('conflict', 'The agent is still answering.', { remedy: 'Wait for the answer, or stop it first.' });
      }
      await this.#detachWaiting(speaker, runtime);
      return this.#open(speaker, runtime, message);
    });
    return sent.catch(async (error: unknown) => {
      const known = error instanceof AtAnotherNode ? await this.#known(message) : null;
      if (known) return known;
      throw error;
    });
  }

  /** Stops a turn. `too_late`: a change it proposed is being made at this moment. */
  async cancel(caller: Caller, wanted: { sessionId: string; turnId: string }): Promise<'cancelled' | 'too_late' | 'not_running'> {
    const speaker = await this.speaker(caller, wanted.sessionId);
    const runtime = this.runtimes.of(speaker);
    if (runtime.active?.turnId === wanted.turnId) {
      runtime.active.abort.abort();
      await runtime.active.finished;
    }
    return runtime.exclusive(() => this.#cancelStored(speaker, runtime, wanted.turnId));
  }

  /** Deletes a conversation: its authority ends, what runs is stopped, what waits is withdrawn. A change that is being made already is not undone. */
  async remove(caller: Caller, sessionId: string): Promise<void> {
    const speaker = await this.speaker(caller, sessionId);
    const runtime = this.runtimes.of(speaker);
    await this.sessions.remove(caller.person, sessionId);
    runtime.active?.abort.abort();
    await runtime.active?.finished;
    const ended = runtime.exclusive(async () => {
      const waiting = await this.parts.database.reader.findBy(SmartAgentTurn, { sessionId, phase: 'waiting' });
      for (const row of waiting) await this.#endWaiting(await this.#stored(speaker, runtime, row), 'withdrawn');
    });
    await ended.catch((error: unknown) => {
      // What runs at another node is refused there with its next call: its authority has ended.
      if (!(error instanceof AtAnotherNode)) throw error;
    });
    for (const row of await this.parts.approvals.pendingOfSession(sessionId)) {
      const turn = await this.parts.database.reader.findOneByOrFail(SmartAgentTurn, { id: row.turnId });
      await this.#closeProposals(await this.#stored(speaker, runtime, turn), 'withdrawn');
    }
  }

  /** Whether a turn runs at this moment. */
  isRunning(turnId: string): boolean {
    return this.runtimes.isRunning(turnId);
  }

  /** Goes on with a turn in the background. */
  start(turn: ActiveTurn, abort: AbortController, first?: Parameters<TurnRunner['run']>[1]): void {
    const finished = this.#runner
      .run(turn, first)
      .catch((error: unknown) => this.#runner.giveUp(turn, error))
      .catch((error: unknown) => this.parts.logger.error({ err: error, turnId: turn.id }, 'a turn could not even be given up'))
      .finally(() => {
        turn.runtime.active = null;
        void turn.runtime.rest();
        if (turn.scope.signal.aborted) return this.#closeProposals(turn, 'cancelled');
        return undefined;
      })
      .catch((error: unknown) => this.parts.logger.error({ err: error, turnId: turn.id }, 'proposals of a stopped turn are left to expire'));
    turn.runtime.active = { turnId: turn.id, abort, finished };
  }

  /** The caller in one of her conversations. */
  async speaker(caller: Caller, sessionId: string): Promise<Speaker> {
    const { row, subject } = await this.sessions.own(caller.person, sessionId);
    return { person: caller.person, subject, signIn: caller.signIn, session: row };
  }

  async #open(speaker: Speaker, runtime: SessionRuntime, message: SendMessage): Promise<{ turnId: string }> {
    const abort = new AbortController();
    const page = message.page ?? null;
    const { turn, writes } = await this.opening.begin(speaker, { runtime, abort, page, clientMessageId: message.clientMessageId });
    const said = { role: 'user' as const, content: message.text };
    const first = turn.messages.length === 0 ? [this.#titled(speaker, message.text)] : [];
    const number = runtime.nextMessageNumber(turn.lastNumber);
    turn.messages.push(said);
    const kept = messageWrite({ id: this.parts.ids.next(), sessionId: message.sessionId, turnId: turn.id, number, box: speaker.subject.box }, said);
    const event: PanelEventData = {
      type: 'turn.started',
      turnId: turn.id,
      cause: 'message',
      text: message.text,
      clientMessageId: message.clientMessageId,
      page,
      executionReference: turn.scope.execution.reference,
    };
    await runtime.commit([...writes, ...first, kept], [event]);
    this.start(turn, abort);
    return { turnId: turn.id };
  }

  async #known({ sessionId, clientMessageId }: SendMessage): Promise<{ turnId: string } | null> {
    const turn = await this.parts.database.reader.findOneBy(SmartAgentTurn, { sessionId, clientMessageId });
    return turn && { turnId: turn.id };
  }

  #titled(speaker: Speaker, text: string): ReturnType<typeof update> {
    const line = text.replaceAll(/\s+/g, ' ').trim();
    const title = line.length > titleLength ? `${line.slice(0, titleLength - 1)}…` : line;
    return update(SmartAgentSession, { id: speaker.session.id }, { sealedTitle: speaker.subject.box.seal(title) });
  }

  /** A message sent while a proposal waits is answered; the proposal stays, and deciding it opens a turn of its own. */
  async #detachWaiting(speaker: Speaker, runtime: SessionRuntime): Promise<void> {
    const waiting = await this.parts.database.reader.findBy(SmartAgentTurn, { sessionId: speaker.session.id, phase: 'waiting' });
    for (const row of waiting) {
      const { state } = nextStep(turnStateOf(row), { kind: 'detached' });
      await runtime.commit([turnStateWrite(row, state, this.parts.clock.now())], []);
    }
  }

  async #cancelStored(speaker: Speaker, runtime: SessionRuntime, turnId: string): Promise<'cancelled' | 'too_late' | 'not_running'> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentTurn, { id: turnId, sessionId: speaker.session.id });
    if (!row) return 'not_running';
    if (row.phase === 'cancelled') return 'cancelled';
    if (row.phase !== 'waiting') return 'not_running';
    if (await this.parts.approvals.isCommitting(turnId)) return 'too_late';
    return (await this.#endWaiting(await this.#stored(speaker, runtime, row), 'cancelled')) ? 'cancelled' : 'too_late';
  }

  /** Ends a turn that waits for a person, and what it proposed. False, and the turn stays, where something is being decided already. */
  async #endWaiting(turn: ActiveTurn, to: 'cancelled' | 'withdrawn'): Promise<boolean> {
    if ((await this.#closeProposals(turn, to)) > 0) return false;
    turn.state = nextStep(turn.state, { kind: 'cancelled' }).state;
    const message = 'Stopped. Nothing that was waiting has been done.';
    await turn.runtime.commit(turnEndWrites(turn, 'cancelled', this.parts.clock.now()), [{ type: 'turn.cancelled', turnId: turn.id, message }]);
    return true;
  }

  #stored(speaker: Speaker, runtime: SessionRuntime, row: TurnRow): Promise<ActiveTurn> {
    return this.opening.resume(speaker, { row, runtime, abort: new AbortController() });
  }

  /** Closes what a stopped turn proposed. Answers how many were being decided already. */
  async #closeProposals(turn: ActiveTurn, to: 'cancelled' | 'withdrawn'): Promise<number> {
    let left = 0;
    for (const row of await this.parts.approvals.pendingOfTurn(turn.id)) {
      const scope = await scopeOfProposal(this.parts, turn.scope, row);
      const closed = await this.parts.decisions.close(scope, row, { to, subject: turn.scope.subject, reason: null, withConversation: true });
      if (!closed) left += 1;
    }
    return left;
  }

  /** The person of a conversation with the sign-in its turn ran under; null where there is none, or she was erased. */
  async storedSpeaker(sessionId: string, turnId: string | null): Promise<Speaker | null> {
    const session = await this.parts.database.reader.findOneBy(SmartAgentSession, { id: sessionId });
    if (!session) return null;
    const person = await this.parts.subjects.profile(session.tenantId, session.subjectId);
    const box = await this.parts.subjects.box(session.subjectId);
    if (!person || !box) return null;
    return { person, subject: { id: session.subjectId, box }, session, signIn: turnId === null ? '' : await this.#signInOf(turnId, box) };
  }

  /** The sign-in a stored turn ran under; empty where there is none. */
  async #signInOf(turnId: string, box: SecretBox): Promise<string> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentTurn, { id: turnId });
    return row?.sealedSignIn ? box.open(row.sealedSignIn) : '';
  }

  /** Turns that wait for a person and stopped before that was kept of their executions and shown. */
  waitingUnseen(): Promise<TurnRow[]> {
    return this.parts.database.reader
      .createQueryBuilder(SmartAgentTurn, 'turn')
      .innerJoin(SmartAgentExecution, 'execution', 'execution.id = turn.executionId')
      .where('turn.phase = :phase AND execution.status = :status', { phase: 'waiting', status: 'running' })
      .getMany();
  }

  /** Turns that run, or ran when a program stopped. */
  interrupted(): Promise<TurnRow[]> {
    return this.parts.database.reader.findBy(SmartAgentTurn, { phase: In(running) });
  }

  /** One of them as it stands now; null where it runs no more. */
  interruptedTurn(id: string): Promise<TurnRow | null> {
    return this.parts.database.reader.findOneBy(SmartAgentTurn, { id, phase: In(running) });
  }
}
