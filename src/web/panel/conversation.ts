/**
 * What a conversation looks like, made from its numbered events alone.
 * The rule: events are applied once each, in the order of their numbers. One that was applied already is
 * dropped, one that came too early waits until the ones before it are there. So any order of arrival, with
 * any repeats, ends in the same state.
 */
import type { ApprovalView } from '../../contracts/approvals.ts';
import type { PageContext } from '../../contracts/page-context.ts';
import type { PanelEvent, PanelEventData } from '../../contracts/panel-events.ts';

type Of<Type extends PanelEventData['type']> = Extract<PanelEventData, { type: Type }>;

/** How a tool call ended, as the panel shows it. */
export type ToolCallEnd = Omit<Of<'tool.finished'>, 'type' | 'turnId' | 'toolCallId'>;

/** One thing inside a turn, in the order it appeared. */
export type TurnItem =
  | { readonly kind: 'answer'; readonly messageId: string; readonly text: string; readonly isComplete: boolean }
  | {
      readonly kind: 'tool';
      readonly toolCallId: string;
      readonly tool: string;
      readonly title: string;
      readonly subject: string;
      /** Another agent's name, where the conversation's own asked it. */
      readonly agent: string | null;
      readonly end: ToolCallEnd | null;
    }
  | { readonly kind: 'approval'; readonly approvalId: string };

/** Where a turn stands. */
export type TurnState =
  | { readonly kind: 'running' }
  | { readonly kind: 'waiting'; readonly approvals: readonly string[] }
  | { readonly kind: 'completed'; readonly credits: string; readonly modelCalls: number; readonly toolCalls: number }
  | { readonly kind: 'cancelled'; readonly message: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly remedy: string | null };

/** One turn: what opened it, what it showed, where it stands. */
export interface Turn {
  readonly id: string;
  readonly cause: 'message' | 'decision';
  readonly text: string | null;
  readonly clientMessageId: string | null;
  readonly page: PageContext | null;
  /** Empty where the turn's beginning is not known. */
  readonly executionReference: string;
  readonly startedAt: string;
  readonly items: readonly TurnItem[];
  /** How many items there were when the turn last began to wait for a person: the ones after them follow a decision. Null where it never waited. */
  readonly waitedAfter: number | null;
  readonly state: TurnState;
}

/** A conversation as the panel shows it. */
export interface Conversation {
  /** The number of the last event that was applied; 0 for none. */
  readonly lastSequence: number;
  readonly turns: readonly Turn[];
  readonly approvals: Readonly<Record<string, ApprovalView>>;
  /** Events whose predecessors are still missing, by number. */
  readonly early: readonly PanelEvent[];
}

/** A conversation of which nothing is known yet. */
export const emptyConversation: Conversation = { lastSequence: 0, turns: [], approvals: {}, early: [] };

/** Whether events are missing, so that the session must be opened again from the last one. */
export const hasGap = (conversation: Conversation): boolean => conversation.early.length > 0;

/** The turn that is running, if one is. */
export const runningTurn = (conversation: Conversation): Turn | undefined => conversation.turns.findLast((turn) => turn.state.kind === 'running');

/** Whether the turn has gone on after a person decided. */
export const hasGoneOn = (turn: Turn): boolean => turn.waitedAfter !== null && turn.items.length > turn.waitedAfter;

const startTurn = (data: Of<'turn.started'>, at: string): Turn => ({
  id: data.turnId,
  cause: data.cause,
  text: data.text,
  clientMessageId: data.clientMessageId,
  page: data.page,
  executionReference: data.executionReference,
  startedAt: at,
  items: [],
  waitedAfter: null,
  state: { kind: 'running' },
});

const withItem = (turn: Turn, isIt: (item: TurnItem) => boolean, change: (item: TurnItem | undefined) => TurnItem): Turn => {
  const index = turn.items.findIndex(isIt);
  const changed = change(index < 0 ? undefined : turn.items[index]);
  return { ...turn, items: index < 0 ? [...turn.items, changed] : turn.items.with(index, changed) };
};

const withAnswer = (turn: Turn, messageId: string, change: (text: string) => { text: string; isComplete: boolean }): Turn =>
  withItem(
    turn,
    (item) => item.kind === 'answer' && item.messageId === messageId,
    (item) => ({ kind: 'answer', messageId, ...change(item?.kind === 'answer' ? item.text : '') }),
  );

const endTool = (turn: Turn, { type: _type, turnId: _turnId, toolCallId, ...end }: Of<'tool.finished'>): Turn =>
  withItem(
    turn,
    (item) => item.kind === 'tool' && item.toolCallId === toolCallId,
    (item) => (item?.kind === 'tool' ? { ...item, end } : { kind: 'tool', toolCallId, tool: '', title: 'Tool', subject: '', agent: null, end }),
  );

/** A turn that works again, after it waited. */
const goingOn = (turn: Turn): Turn => (turn.state.kind === 'waiting' ? { ...turn, state: { kind: 'running' } } : turn);

const applyToTurn = (turn: Turn, data: PanelEventData): Turn => {
  switch (data.type) {
    case 'turn.started':
      return turn;
    case 'answer.delta':
      return withAnswer(goingOn(turn), data.messageId, (text) => ({ text: text + data.text, isComplete: false }));
    case 'answer.completed':
      return withAnswer(turn, data.messageId, () => ({ text: data.text, isComplete: true }));
    case 'tool.started': {
      const { toolCallId, tool, title, subject, agent = null } = data;
      return withItem(
        goingOn(turn),
        (item) => item.kind === 'tool' && item.toolCallId === toolCallId,
        () => ({ kind: 'tool', toolCallId, tool, title, subject, agent, end: null }),
      );
    }
    case 'tool.finished':
      return endTool(turn, data);
    case 'approval.requested':
      return withItem(
        turn,
        (item) => item.kind === 'approval' && item.approvalId === data.approval.id,
        () => ({ kind: 'approval', approvalId: data.approval.id }),
      );
    case 'approval.changed':
      return turn;
    case 'turn.waiting':
      return { ...turn, waitedAfter: turn.items.length, state: { kind: 'waiting', approvals: data.approvals } };
    case 'turn.completed':
      return { ...turn, state: { kind: 'completed', credits: data.credits, modelCalls: data.modelCalls, toolCalls: data.toolCalls } };
    case 'turn.cancelled':
      return { ...turn, state: { kind: 'cancelled', message: data.message } };
    case 'turn.failed':
      return { ...turn, state: { kind: 'failed', code: data.code, message: data.message, remedy: data.remedy } };
  }
};

const apply = (conversation: Conversation, event: PanelEvent): Conversation => {
  const { data } = event;
  const known = conversation.turns.findIndex((turn) => turn.id === data.turnId);
  const before: Turn =
    conversation.turns[known] ??
    startTurn(
      data.type === 'turn.started'
        ? data
        : { type: 'turn.started', turnId: data.turnId, cause: 'message', text: null, clientMessageId: null, page: null, executionReference: '' },
      event.at,
    );
  const turn = applyToTurn(before, data);
  const approvals =
    data.type === 'approval.requested' || data.type === 'approval.changed'
      ? { ...conversation.approvals, [data.approval.id]: data.approval }
      : conversation.approvals;
  return {
    ...conversation,
    lastSequence: event.sequence,
    turns: known < 0 ? [...conversation.turns, turn] : conversation.turns.with(known, turn),
    approvals,
  };
};

const keepEarly = (conversation: Conversation, event: PanelEvent): Conversation => {
  if (conversation.early.some((kept) => kept.sequence === event.sequence)) return conversation;
  return { ...conversation, early: [...conversation.early, event].sort((one, other) => one.sequence - other.sequence) };
};

const applyEarly = (conversation: Conversation): Conversation => {
  let current = conversation;
  for (const event of conversation.early) {
    if (event.sequence === current.lastSequence + 1) current = apply(current, event);
  }
  const early = current.early.filter((event) => event.sequence > current.lastSequence);
  return { ...current, early };
};

/** The conversation after one event arrived: applied, dropped as known, or kept until the ones before it are there. */
export const receive = (conversation: Conversation, event: PanelEvent): Conversation => {
  if (event.sequence <= conversation.lastSequence) return conversation;
  if (event.sequence > conversation.lastSequence + 1) return keepEarly(conversation, event);
  const applied = apply(conversation, event);
  return applied.early.length > 0 ? applyEarly(applied) : applied;
};

/** The conversation after several events arrived. */
export const receiveAll = (conversation: Conversation, events: readonly PanelEvent[]): Conversation => events.reduce(receive, conversation);

/** The conversation with what a decision answered, ahead of the event that will say the same. */
export const withApproval = (conversation: Conversation, approval: ApprovalView): Conversation => ({
  ...conversation,
  approvals: { ...conversation.approvals, [approval.id]: approval },
});
