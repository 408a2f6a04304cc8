/**
 * A turn is one answer to one message: model calls and tool calls in alternation until the model has
 * nothing more to ask. The machine is pure; the loop around it does the I/O and stores the state, so
 * that a turn survives a restart between any two steps.
 */

/** One tool call of the model response at hand. */
export interface TurnCall {
  readonly id: string;
  readonly status: 'open' | 'waiting' | 'settled';
  readonly approvalId: string | null;
  /** The call under which another agent made this one; only of calls that wait. */
  readonly within?: string;
}

/** A turn as it is stored. `schema` guards against states of another program version. */
export interface TurnState {
  readonly schema: 1;
  readonly phase: 'model' | 'tools' | 'waiting' | 'completed' | 'failed' | 'cancelled';
  readonly modelCalls: number;
  readonly toolCalls: number;
  readonly maxToolCalls: number;
  readonly calls: readonly TurnCall[];
  /** What the turn has cost so far, its tools' prices included; kept here so that a pause does not lose it. */
  readonly credits: string;
  /** Why the turn ended without an answer, or will when its open calls are settled. */
  readonly failure: TurnFailure | null;
}

/** Why a turn ended without an answer. */
export interface TurnFailure {
  readonly code: 'model_error' | 'empty_answer' | 'tool_call_limit' | 'broken_stream' | 'budget_used_up' | 'internal';
  readonly message: string;
  readonly remedy: string;
}

/** What can happen to a turn. */
export type TurnEvent =
  | { readonly kind: 'model-answered'; readonly hasText: boolean; readonly callIds: readonly string[] }
  | { readonly kind: 'model-failed'; readonly failure: TurnFailure }
  | { readonly kind: 'call-settled'; readonly callId: string }
  | { readonly kind: 'call-proposed'; readonly callId: string; readonly approvalId: string }
  /** An agent that was asked makes calls of its own, which count towards the turn's. */
  | { readonly kind: 'calls-within'; readonly count: number }
  /** One of those waits for a person: the turn waits for her too, once the asking is over. */
  | { readonly kind: 'call-proposed-within'; readonly within: string; readonly callId: string; readonly approvalId: string }
  | { readonly kind: 'approval-settled'; readonly approvalId: string }
  | { readonly kind: 'detached' }
  | { readonly kind: 'cancelled' };

/** What the loop has to do next. */
export type TurnStep =
  | { readonly kind: 'call-model' }
  | { readonly kind: 'run-tools'; readonly callIds: readonly string[] }
  | { readonly kind: 'await-calls' }
  | { readonly kind: 'wait'; readonly approvalIds: readonly string[] }
  | { readonly kind: 'complete' }
  | { readonly kind: 'fail'; readonly failure: TurnFailure }
  | { readonly kind: 'stop' };

/** The state after an event, and what to do. */
export interface TurnMove {
  readonly state: TurnState;
  readonly step: TurnStep;
}

/** A turn that has not begun. */
export const newTurn = (maxToolCalls: number): TurnState => ({
  schema: 1,
  phase: 'model',
  modelCalls: 0,
  toolCalls: 0,
  maxToolCalls,
  calls: [],
  credits: '0.0000',
  failure: null,
});

const fail = (state: TurnState, failure: TurnFailure): TurnMove => ({
  state: { ...state, phase: 'failed', calls: [], failure },
  step: { kind: 'fail', failure },
});

const isOver = (state: TurnState): boolean => state.phase === 'completed' || state.phase === 'failed' || state.phase === 'cancelled';

/** Calls beyond the limit still go to the gateway, which refuses each with a row; a model that asks again after that ends its turn. */
const tooManyCalls = (limit: number): TurnFailure => ({
  code: 'tool_call_limit',
  message: `The agent made more than ${limit} tool calls without coming to an answer, so the turn was ended.`,
  remedy: 'Ask for something narrower, or ask an admin to raise the limit in the setup.',
});

const afterModel = (state: TurnState, event: { readonly hasText: boolean; readonly callIds: readonly string[] }): TurnMove => {
  const counted = { ...state, modelCalls: state.modelCalls + 1 };
  if (event.callIds.length === 0) {
    return event.hasText
      ? { state: { ...counted, phase: 'completed', calls: [] }, step: { kind: 'complete' } }
      : fail(counted, {
          code: 'empty_answer',
          message: 'The model gave an empty answer.',
          remedy: 'Ask again, perhaps in other words.',
        });
  }
  return {
    state: {
      ...counted,
      phase: 'tools',
      failure: state.toolCalls > state.maxToolCalls ? tooManyCalls(state.maxToolCalls) : null,
      toolCalls: state.toolCalls + event.callIds.length,
      calls: event.callIds.map((id) => ({ id, status: 'open', approvalId: null })),
    },
    step: { kind: 'run-tools', callIds: event.callIds },
  };
};

/** What follows once a call changed: more calls are open, the turn is over its limit, a person is awaited, or the model is next. */
const afterCalls = (state: TurnState): TurnMove => {
  if (state.calls.some((call) => call.status === 'open')) return { state: { ...state, phase: 'tools' }, step: { kind: 'await-calls' } };
  if (state.failure) return fail(state, state.failure);
  const approvalIds = state.calls.flatMap((call) => (call.status === 'waiting' && call.approvalId ? [call.approvalId] : []));
  return approvalIds.length > 0
    ? { state: { ...state, phase: 'waiting' }, step: { kind: 'wait', approvalIds } }
    : { state: { ...state, phase: 'model', calls: [] }, step: { kind: 'call-model' } };
};

const withCall = (state: TurnState, matches: (call: TurnCall) => boolean, change: Partial<TurnCall>): TurnState => ({
  ...state,
  calls: state.calls.map((call) => (matches(call) ? { ...call, ...change } : call)),
});

/** The next move of a turn. An event that comes too late changes nothing and stops. */
export const nextStep = (state: TurnState, event: TurnEvent): TurnMove => {
  if (isOver(state)) return { state, step: { kind: 'stop' } };
  switch (event.kind) {
    case 'model-answered':
      return afterModel(state, event);
    case 'model-failed':
      return fail(state, event.failure);
    case 'call-settled':
      return afterCalls(withCall(state, (call) => call.id === event.callId, { status: 'settled' }));
    case 'call-proposed':
      return afterCalls(withCall(state, (call) => call.id === event.callId, { status: 'waiting', approvalId: event.approvalId }));
    case 'calls-within':
      return { state: { ...state, toolCalls: state.toolCalls + event.count }, step: { kind: 'await-calls' } };
    case 'call-proposed-within': {
      const { callId: id, approvalId, within } = event;
      return afterCalls({ ...state, calls: [...state.calls, { id, status: 'waiting', approvalId, within }] });
    }
    case 'approval-settled':
      return afterCalls(withCall(state, (call) => call.approvalId === event.approvalId, { status: 'settled' }));
    case 'detached':
      return { state: { ...state, phase: 'completed', calls: [] }, step: { kind: 'stop' } };
    case 'cancelled':
      return { state: { ...state, phase: 'cancelled', calls: [] }, step: { kind: 'stop' } };
  }
};
