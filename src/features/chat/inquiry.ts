import type { PanelEventData } from '../../contracts/panel-events.ts';
import { addCredits, creditsOf, subtractCredits } from '../../domain/budget.ts';
import { nextStep, type TurnEvent } from '../../domain/turn.ts';
import { inSpan } from '../../kernel/telemetry.ts';
import type { AgentAnswer, AgentQuestion, CallEnd, CallScope, KeptWithEnd, ProposedWithin } from '../gateway/index.ts';
import { endAttributes, invokeAgentSpan } from '../telemetry/index.ts';
import type { ActiveTurn, OpenCall } from './active-turn.ts';
import { approvalViewOf } from './approval-views.ts';
import { askedScope } from './asked-scope.ts';
import { finishedEvent, startedEvent } from './call-events.ts';
import type { ChatParts } from './chat-parts.ts';
import { ModelError, type ChatMessage, type ModelAnswer } from './model-port.ts';
import { failureOf, offerTo, openCalls } from './model-round.ts';
import { colleaguesOf, systemPrompt } from './system-prompt.ts';
import { modelCallWrite, turnStateWrite, type ModelCallUse } from './turn-writes.ts';

/** Where a question belongs: the turn, and the call of the conversation's own agent under which everything happens. */
interface Place {
  readonly turn: ActiveTurn;
  readonly within: string;
}

type Ending = Pick<AgentAnswer, 'kind' | 'text' | 'remedy'>;

const stopped: Ending = { kind: 'cancelled', text: 'The question was stopped.', remedy: 'Ask again if it is still needed.' };
const nothingSaid: Ending = { kind: 'failed', text: 'The other agent gave an empty answer.', remedy: 'Ask again, perhaps in other words.' };
const failed = ({ message, remedy }: { readonly message: string; readonly remedy: string }): Ending => ({ kind: 'failed', text: message, remedy });

/**
 * Lets one agent answer another, inside the asking agent's turn: its calls count, cost and are logged there, under its own
 * name. What it proposes waits as the turn's own proposals do; the other agent is told that it waits, and ends. Its words are not
 * kept: a restart ends the question, and what was proposed stays.
 */
export class Inquiry {
  readonly #messages: ChatMessage[];
  readonly #proposals: ProposedWithin[] = [];
  #mayBePartial = false;
  #truncated = false;

  private constructor(
    private readonly parts: ChatParts,
    private readonly place: Place,
    private readonly scope: CallScope,
    question: string,
  ) {
    this.#messages = [{ role: 'user', content: question }];
  }

  /** Asks, and answers what came of it. Throws `audit_unavailable`. */
  static async ask(parts: ChatParts, place: Place, asked: AgentQuestion & { readonly asking: CallScope }): Promise<AgentAnswer> {
    const scope = await askedScope(parts, asked.asking, asked.agentId);
    const agents = {
      ask: (asking: CallScope, question: AgentQuestion): Promise<AgentAnswer> => Inquiry.ask(parts, place, { ...question, asking }),
    };
    const inquiry = new Inquiry(parts, place, { ...scope, agents }, asked.question);
    const ending = await inSpan(parts.tracing, invokeAgentSpan(scope, scope.model), async (span) => {
      const ended = await inquiry.#run(asked.asking.agentName);
      span.set(endAttributes(ended.kind, null));
      return ended;
    });
    return {
      ...ending,
      agentName: scope.agentName,
      proposals: inquiry.#proposals,
      mayBePartial: inquiry.#mayBePartial,
      truncated: inquiry.#truncated,
    };
  }

  async #run(askedBy: string): Promise<Ending> {
    const { scope, place } = this;
    const settings = await this.parts.settings.current(scope.tenantId);
    const at = { now: this.parts.clock.now(), company: scope.company.name, page: null, colleagues: colleaguesOf(settings, scope), askedBy };
    const system: ChatMessage = { role: 'system', content: systemPrompt(scope.version.configuration, at) };
    for (;;) {
      const { state } = place.turn;
      if (scope.signal.aborted) return stopped;
      if (state.toolCalls > state.maxToolCalls) return failed(tooManyCalls);
      const { tools, budgetUsedUp } = await offerTo(this.parts, scope);
      if (budgetUsedUp) return failed(budgetUsedUp);
      const answer = await this.#callModel({ model: scope.model, messages: [system, ...this.#messages], tools, signal: scope.signal });
      if ('kind' in answer) return answer;
      if (answer.calls.length === 0) return answer.text.trim() === '' ? nothingSaid : { kind: 'answered', text: answer.text, remedy: null };
      await this.#runCalls(answer.calls);
    }
  }

  async #callModel(request: Parameters<ChatParts['model']['answer']>[0]): Promise<Ending | { text: string; calls: readonly OpenCall[] }> {
    const { parts, scope } = this;
    const startedAt = parts.clock.now();
    const used = (rest: Omit<ModelCallUse, 'id' | 'startedAt' | 'endedAt'>): ModelCallUse => ({
      ...{ id: parts.ids.next(), startedAt, endedAt: parts.clock.now() },
      ...rest,
    });
    try {
      return await this.#answered(await parts.model.answer(request, () => undefined), used);
    } catch (error) {
      const { aborted } = scope.signal;
      if (!aborted && !(error instanceof ModelError)) throw error;
      const outcome = aborted ? 'cancelled' : 'failed';
      await this.#keep([used({ inputTokens: 0, outputTokens: 0, credits: '0.0000', toolCalls: 0, outcome })], []);
      return error instanceof ModelError && !aborted ? failed(failureOf(error)) : stopped;
    }
  }

  async #answered(
    answer: ModelAnswer,
    used: (rest: Omit<ModelCallUse, 'id' | 'startedAt' | 'endedAt'>) => ModelCallUse,
  ): Promise<{ text: string; calls: readonly OpenCall[] }> {
    const { parts, scope, place } = this;
    const asked = scope.signal.aborted ? [] : answer.toolCalls.map((call) => ({ ...call, id: parts.ids.next() }));
    const credits = creditsOf(answer.usage, scope.version.configuration.tier);
    const calls = openCalls(asked, { usage: answer.usage, credits }, place.turn.state.toolCalls);
    this.#charge(credits);
    this.#move({ kind: 'calls-within', count: calls.length });
    this.#messages.push({ role: 'assistant', content: answer.text === '' ? null : answer.text, ...(asked.length > 0 && { tool_calls: asked }) });
    const started = asked.map((call) => startedEvent(place.turn.id, call, parts.tools.get(call.function.name), scope.agentName));
    await this.#keep([used({ ...answer.usage, credits, toolCalls: calls.length, outcome: 'ok' })], started);
    return { text: answer.text, calls };
  }

  async #runCalls(calls: readonly OpenCall[]): Promise<void> {
    const told = await Promise.all(calls.map((open) => this.#runCall(open)));
    this.#messages.push(...told);
  }

  async #runCall(open: OpenCall): Promise<ChatMessage> {
    const { call, ordinal, share } = open;
    const request = { id: call.id, name: call.function.name, argumentsText: call.function.arguments, ordinal, share };
    const end = await this.parts.gateway.call(this.scope, request, (ended) => this.#callEnded(open, ended));
    this.#mayBePartial ||= end.report.mayBePartial;
    this.#truncated ||= end.report.truncated;
    return { role: 'tool', tool_call_id: call.id, content: JSON.stringify(end.report.envelope) };
  }

  async #callEnded({ call, share }: OpenCall, end: CallEnd): Promise<KeptWithEnd> {
    const { parts, scope, place } = this;
    const { turn, within } = place;
    const events: PanelEventData[] = [finishedEvent(turn.id, call.id, end.report)];
    this.#charge(subtractCredits(end.report.credits, share.credits));
    if (end.kind === 'proposed') {
      const { proposal } = end;
      events.push({ type: 'approval.requested', turnId: turn.id, approval: await approvalViewOf(parts, proposal, scope) });
      this.#proposals.push({ toolCallId: call.id, approvalId: proposal.id, tool: proposal.tool, title: end.report.line });
      this.#move({ kind: 'call-proposed-within', within, callId: call.id, approvalId: proposal.id });
    }
    return turn.runtime.stage([turnStateWrite(turn, turn.state, parts.clock.now())], events);
  }

  #charge(credits: string): void {
    const { turn } = this.place;
    turn.state = { ...turn.state, credits: addCredits(turn.state.credits, credits) };
  }

  #move(event: TurnEvent): void {
    const { turn } = this.place;
    turn.state = nextStep(turn.state, event).state;
  }

  async #keep(uses: readonly ModelCallUse[], events: readonly PanelEventData[]): Promise<void> {
    const { turn } = this.place;
    const writes = uses.map((use) => modelCallWrite({ id: turn.id, scope: { ...turn.scope, ...this.scope, ...placeOf(turn) } }, use));
    await turn.runtime.commit([...writes, turnStateWrite(turn, turn.state, this.parts.clock.now())], events);
  }
}

const placeOf = ({ scope: { sessionId, turnId } }: ActiveTurn) => ({ sessionId, turnId });

const tooManyCalls = {
  message: 'The other agent came to no answer within the tool calls that a turn may make.',
  remedy: 'Ask for something narrower.',
};
