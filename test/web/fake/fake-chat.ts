import type { Server, Socket } from 'socket.io';
import {
  approvalViewSchema,
  type ApprovalDecision,
  type ApprovalEdit,
  type ApprovalDecisionResult,
  type ApprovalView,
} from '../../../src/contracts/approvals.ts';
import {
  cancelTurnSchema,
  decideApprovalSchema,
  openSessionSchema,
  sendMessageSchema,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../../../src/contracts/chat-socket.ts';
import { panelEventSchema, type PanelEvent, type PanelEventData } from '../../../src/contracts/panel-events.ts';
import type { Problem } from '../../../src/contracts/problem.ts';
import { sessionViewSchema, type Me, type SessionView } from '../../../src/contracts/sessions.ts';
import { storyFor } from './chat-script.ts';
import { idOf } from './ids.ts';
import { personOf } from './people.ts';

const problem = (status: number, detail: string): Problem => ({ type: 'about:blank', title: 'Refused', status, detail, code: 'refused' });

/** Sessions, their events and their proposals, played from scripts. Everything it sends has passed the wire's schemas. */
export class FakeChat {
  readonly sessions = new Map<string, SessionView>();
  readonly approvals = new Map<string, ApprovalView>();
  /** Told when a proposal was carried out. */
  onCommitted: (approval: ApprovalView) => void = () => undefined;
  readonly #events = new Map<string, PanelEvent[]>();
  readonly #stopped = new Set<string>();
  readonly #server: Server<ClientToServerEvents, ServerToClientEvents>;
  readonly #paceMs: number;
  #counter = 0;

  constructor(server: Server<ClientToServerEvents, ServerToClientEvents>, paceMs: number) {
    this.#server = server;
    this.#paceMs = paceMs;
    server.of('/chat').on('connection', (socket) => this.#serve(socket));
  }

  /** Opens a session. */
  create(agent: { id: string; name: string; autonomy: string }, company: { id: string; name: string }): SessionView {
    const now = new Date().toISOString();
    const session = sessionViewSchema.parse({
      id: idOf(`session-${(this.#counter += 1)}`),
      title: 'New conversation',
      agent: { id: agent.id, name: agent.name, version: 1, autonomy: agent.autonomy },
      company,
      status: 'idle',
      pendingApprovals: 0,
      createdAt: now,
      lastActivityAt: now,
      lastSequence: 0,
    });
    this.sessions.set(session.id, session);
    this.#events.set(session.id, []);
    return session;
  }

  /** A proposal as a person sees it. */
  seenBy(approval: ApprovalView, { displayName, roles }: Me['user']): ApprovalView {
    const { kind, people } = approval.approver;
    const isAsked =
      kind === 'responsible'
        ? people.includes(displayName)
        : approval.requestedBy !== displayName && roles.includes('SMART AGENTS APPROVER') && (people.length === 0 || people.includes(displayName));
    const isPending = approval.status === 'pending';
    return { ...approval, mayDecide: isPending && isAsked, mayWithdraw: isPending && approval.requestedBy === displayName, mayEdit: isPending };
  }

  /** What waits for a person, or was asked for in her name. */
  pendingFor(user: Me['user']): ApprovalView[] {
    const seen = [...this.approvals.values()].filter(({ status }) => status === 'pending').map((approval) => this.seenBy(approval, user));
    return seen.filter(({ mayDecide, requestedBy }) => mayDecide || requestedBy === user.displayName);
  }

  /** The events of a session so far. */
  eventsOf(sessionId: string): readonly PanelEvent[] {
    return this.#events.get(sessionId) ?? [];
  }

  /** Takes other values for a proposal: the quantity that `V-1042` was asked for is part of its preview. */
  edit(id: string, { version, arguments: args }: ApprovalEdit, who: string): ApprovalDecisionResult {
    const approval = this.approvals.get(id);
    if (approval?.version !== version) throw new Error('There is no such version.');
    const quantity = String(args['quantity']);
    const edited = approvalViewSchema.parse({
      ...{ ...approval, version: version + 1, editedBy: who, changedSince: [{ label: 'Quantity of I-2040', was: '120', now: quantity }] },
    });
    this.approvals.set(id, edited);
    this.#emit(approval.sessionId, { type: 'approval.changed', turnId: approval.turnId, approval: edited });
    return { result: 'edited', message: 'Saved as a new version, which waits to be decided on. Nothing was written.', approval: edited };
  }

  /** Decides a proposal the way the product would: an email is committed, an order draft has moved at first. */
  decide(id: string, { version, decision, reason }: ApprovalDecision, who: string): ApprovalDecisionResult {
    const approval = this.approvals.get(id);
    if (!approval) throw new Error('There is no such proposal.');
    const answer = (result: ApprovalDecisionResult['result'], message: string, change: Partial<ApprovalView>) => {
      const changed = approvalViewSchema.parse({ ...approval, ...change });
      this.approvals.set(id, changed);
      this.#emit(approval.sessionId, { type: 'approval.changed', turnId: approval.turnId, approval: changed });
      return { result, message, approval: changed };
    };
    if (approval.status !== 'pending' || approval.version !== version)
      return { result: 'already_decided', message: 'This was decided already.', approval };
    const decided = { mayDecide: false, mayWithdraw: false, decidedAt: new Date().toISOString(), decidedBy: who, reason: reason ?? null };
    if (decision === 'withdraw') return answer('withdrawn', 'Withdrawn. Nothing was done.', { ...decided, status: 'withdrawn' });
    if (decision === 'reject') return answer('rejected', 'Rejected. Nothing was written.', { ...decided, status: 'rejected' });
    if (approval.tool.name === 'create_purchase_order_draft' && version === 1) {
      return answer('moved', 'The vendor price changed since. Nothing was written; please review the new version.', {
        version: 2,
        changedSince: [{ label: 'Unit cost of I-2040', was: '4.10', now: '4.45' }],
      });
    }
    const committed = answer('committed', 'Done.', {
      ...decided,
      status: 'committed',
      resultLine: approval.tool.name === 'draft_email' ? 'Draft in your outbox.' : 'Order PO-106058 created.',
    });
    this.onCommitted(committed.approval);
    this.#afterDecision(approval.sessionId, approval.executionReference);
    return committed;
  }

  #afterDecision(sessionId: string, executionReference: string): void {
    const turnId = idOf(`turn-${(this.#counter += 1)}`);
    this.#emit(sessionId, { type: 'turn.started', turnId, cause: 'decision', text: null, clientMessageId: null, page: null, executionReference });
    this.#emit(sessionId, {
      type: 'answer.completed',
      turnId,
      messageId: idOf(`after-${turnId}`),
      text: 'Done. It is in your outbox, ready for you to send.',
    });
    this.#emit(sessionId, { type: 'turn.completed', turnId, credits: '0.12', modelCalls: 1, toolCalls: 0 });
  }

  #emit(sessionId: string, data: PanelEventData): void {
    const events = this.#events.get(sessionId) ?? [];
    const event = panelEventSchema.parse({ sessionId, sequence: events.length + 1, at: new Date().toISOString(), data });
    events.push(event);
    if (data.type === 'approval.requested') this.approvals.set(data.approval.id, data.approval);
    const session = this.sessions.get(sessionId);
    const status =
      data.type === 'turn.started'
        ? ('running' as const)
        : data.type === 'turn.waiting'
          ? ('waiting' as const)
          : /^turn\./.test(data.type)
            ? ('idle' as const)
            : session?.status;
    if (session) this.sessions.set(sessionId, { ...session, status: status ?? 'idle', lastSequence: event.sequence, lastActivityAt: event.at });
    this.#server.of('/chat').to(sessionId).emit('event', event);
  }

  async #play(sessionId: string, turnId: string, story: readonly PanelEventData[]): Promise<void> {
    for (const data of story) {
      if (this.#stopped.has(turnId)) return;
      if (this.#paceMs > 0) await new Promise((resolve) => setTimeout(resolve, data.type === 'tool.finished' ? this.#paceMs * 12 : this.#paceMs));
      if (!this.#stopped.has(turnId)) this.#emit(sessionId, data);
    }
  }

  #serve(socket: Socket<ClientToServerEvents, ServerToClientEvents>): void {
    const user = personOf(socket.handshake.headers)?.user.displayName ?? '';
    socket.on('session.open', async (request, ack) => {
      const { sessionId, afterSequence } = openSessionSchema.parse(request);
      const session = this.sessions.get(sessionId);
      if (!session) return ack({ ok: false, problem: problem(404, 'There is no such conversation.') });
      await socket.join(sessionId);
      const events = this.eventsOf(sessionId).filter((event) => event.sequence > afterSequence);
      ack({ ok: true, value: { session, events, lastSequence: session.lastSequence } });
    });
    socket.on('message.send', (request, ack) => {
      const { sessionId, clientMessageId, text, page } = sendMessageSchema.parse(request);
      const session = this.sessions.get(sessionId);
      if (!session) return ack({ ok: false, problem: problem(404, 'There is no such conversation.') });
      if (/unsendable/.test(text)) return ack({ ok: false, problem: problem(503, 'The audit log is unavailable.') });
      const turnId = idOf(`turn-${(this.#counter += 1)}`);
      const executionReference = `EX-2026-${String(this.#counter).padStart(6, '0')}`;
      if (session.title === 'New conversation') this.sessions.set(sessionId, { ...session, title: text.slice(0, 60) });
      this.#emit(sessionId, { type: 'turn.started', turnId, cause: 'message', text, clientMessageId, page: page ?? null, executionReference });
      void this.#play(sessionId, turnId, storyFor(text, { sessionId, turnId, executionReference, agent: session.agent, user }, new Date()));
      ack({ ok: true, value: { turnId } });
    });
    socket.on('turn.cancel', (request, ack) => {
      const { sessionId, turnId } = cancelTurnSchema.parse(request);
      this.#stopped.add(turnId);
      this.#emit(sessionId, { type: 'turn.cancelled', turnId, message: 'You stopped this turn. Nothing was written.' });
      ack({ ok: true, value: { result: 'cancelled', message: 'Stopped.' } });
    });
    socket.on('approval.decide', (request, ack) => {
      const { approvalId, ...decision } = decideApprovalSchema.parse(request);
      ack({ ok: true, value: this.decide(approvalId, decision, user) });
    });
  }
}
