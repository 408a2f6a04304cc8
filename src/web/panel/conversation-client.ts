import type { ApprovalDecision, ApprovalDecisionResult } from '../../contracts/approvals.ts';
import type { PageContext } from '../../contracts/page-context.ts';
import { panelEventSchema } from '../../contracts/panel-events.ts';
import { problemSchema, type Problem } from '../../contracts/problem.ts';
import type { SessionView } from '../../contracts/sessions.ts';
import type { Answer } from '../api/answer.ts';
import { ask, type ChatSocket } from './chat-socket.ts';
import { emptyConversation, hasGap, receive, receiveAll, runningTurn, withApproval, type Conversation } from './conversation.ts';

/** A message on its way: shown at once, gone when its turn begins. */
export interface OutgoingMessage {
  readonly clientMessageId: string;
  readonly text: string;
  readonly page: PageContext | undefined;
  readonly problem: Problem | null;
}

/** Everything the panel shows of one session. */
export interface ConversationSnapshot {
  readonly conversation: Conversation;
  readonly session: SessionView | null;
  readonly outgoing: readonly OutgoingMessage[];
  readonly connection: 'connecting' | 'online' | 'offline';
  /** Why the session could not be opened. */
  readonly problem: Problem | null;
  /** Why a turn could not go on, where even that could not be kept; gone with the next event. */
  readonly turnProblem: Problem | null;
}

const start: ConversationSnapshot = {
  conversation: emptyConversation,
  session: null,
  outgoing: [],
  connection: 'connecting',
  problem: null,
  turnProblem: null,
};

/**
 * Follows one session over the socket: opens it, applies its events, and opens it again from the last
 * event after a break or where one is missing. A store for `useSyncExternalStore`.
 */
export class ConversationClient {
  readonly #socket: ChatSocket;
  readonly #sessionId: string;
  readonly #listeners = new Set<() => void>();
  #snapshot = start;
  #isOpening = false;
  #isClosed = false;

  constructor(socket: ChatSocket, sessionId: string) {
    this.#socket = socket;
    this.#sessionId = sessionId;
  }

  /** Begins to follow the session. */
  open(): void {
    this.#isClosed = false;
    this.#socket.on('event', this.#onEvent);
    this.#socket.on('turn.problem', this.#onTurnProblem);
    this.#socket.on('connect', this.#onConnect);
    this.#socket.on('disconnect', this.#onBreak);
    this.#socket.on('connect_error', this.#onRefused);
    if (this.#socket.connected) void this.#reopen();
  }

  /** Stops following it; the connection itself stays. */
  close(): void {
    this.#isClosed = true;
    this.#socket.off('event', this.#onEvent);
    this.#socket.off('turn.problem', this.#onTurnProblem);
    this.#socket.off('connect', this.#onConnect);
    this.#socket.off('disconnect', this.#onBreak);
    this.#socket.off('connect_error', this.#onRefused);
  }

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  readonly snapshot = (): ConversationSnapshot => this.#snapshot;

  /** Sends a message, or the same one again after it failed: its id makes the repeat harmless. */
  async send(message: { clientMessageId: string; text: string; page: PageContext | undefined }): Promise<Answer<unknown>> {
    const others = this.#snapshot.outgoing.filter((sent) => sent.clientMessageId !== message.clientMessageId);
    this.#set({ outgoing: [...others, { ...message, problem: null }] });
    const { page, ...rest } = message;
    const answer = await ask(this.#socket, 'message.send', { sessionId: this.#sessionId, ...rest, ...(page ? { page } : {}) });
    if (!answer.ok) this.#markFailed(message.clientMessageId, answer.problem);
    return answer;
  }

  /** Forgets a message that could not be sent. */
  forget(clientMessageId: string): void {
    this.#set({ outgoing: this.#snapshot.outgoing.filter((sent) => sent.clientMessageId !== clientMessageId) });
  }

  /** Stops the running turn. Undefined where none runs. */
  async stop(): Promise<Answer<{ result: string; message: string }> | undefined> {
    const turn = runningTurn(this.#snapshot.conversation);
    return turn ? ask(this.#socket, 'turn.cancel', { sessionId: this.#sessionId, turnId: turn.id }) : undefined;
  }

  /** Decides on a proposal; what came of it is shown at once. */
  async decide(approvalId: string, decision: ApprovalDecision): Promise<Answer<ApprovalDecisionResult>> {
    const answer = await ask(this.#socket, 'approval.decide', { approvalId, ...decision });
    if (answer.ok) this.#set({ conversation: withApproval(this.#snapshot.conversation, answer.value.approval) });
    return answer;
  }

  #set(change: Partial<ConversationSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }

  #show(conversation: Conversation, change: Partial<ConversationSnapshot> = {}): void {
    const begun = new Set(conversation.turns.map((turn) => turn.clientMessageId));
    const outgoing = this.#snapshot.outgoing.filter((sent) => !begun.has(sent.clientMessageId));
    this.#set({ conversation, outgoing, ...change });
  }

  #markFailed(clientMessageId: string, problem: Problem): void {
    this.#set({ outgoing: this.#snapshot.outgoing.map((sent) => (sent.clientMessageId === clientMessageId ? { ...sent, problem } : sent)) });
  }

  readonly #onConnect = (): void => void this.#reopen();

  readonly #onBreak = (): void => {
    this.#set({ connection: this.#socket.active ? 'connecting' : 'offline' });
  };

  readonly #onRefused = (error: Error): void => {
    const problem = problemSchema.safeParse('data' in error ? error.data : undefined);
    this.#set({ connection: this.#socket.active ? 'connecting' : 'offline', ...(problem.success ? { problem: problem.data } : {}) });
  };

  readonly #onEvent = (received: unknown): void => {
    const event = panelEventSchema.safeParse(received);
    if (!event.success || event.data.sessionId !== this.#sessionId) return;
    this.#show(receive(this.#snapshot.conversation, event.data), { turnProblem: null });
    if (hasGap(this.#snapshot.conversation)) void this.#reopen();
  };

  readonly #onTurnProblem = (notice: { sessionId: string; problem: unknown }): void => {
    const problem = problemSchema.safeParse(notice.problem);
    if (problem.success && notice.sessionId === this.#sessionId) this.#set({ turnProblem: problem.data });
  };

  async #reopen(): Promise<void> {
    if (this.#isOpening) return;
    this.#isOpening = true;
    const afterSequence = this.#snapshot.conversation.lastSequence;
    const answer = await ask(this.#socket, 'session.open', { sessionId: this.#sessionId, afterSequence });
    this.#isOpening = false;
    if (this.#isClosed) return;
    if (!answer.ok) {
      this.#set({ problem: answer.problem, connection: this.#socket.connected ? 'online' : 'connecting' });
      return;
    }
    this.#show(receiveAll(this.#snapshot.conversation, answer.value.events), { session: answer.value.session, connection: 'online', problem: null });
    const madeProgress = this.#snapshot.conversation.lastSequence > afterSequence;
    if (hasGap(this.#snapshot.conversation) && madeProgress) void this.#reopen();
  }
}
