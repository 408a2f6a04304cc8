import { addCredits, creditsOf, subtractCredits } from '../../domain/budget.ts';
import { nextStep, type TurnEvent, type TurnFailure, type TurnMove, type TurnStep } from '../../domain/turn.ts';
import type { PanelEventData } from '../../contracts/panel-events.ts';
import { describeError } from '../../kernel/errors.ts';
import type { Write } from '../../kernel/database.ts';
import { inSpan } from '../../kernel/telemetry.ts';
import { isAuditUnavailable } from '../audit/index.ts';
import type { AgentAnswer, AgentQuestion, CallEnd, CallScope, KeptWithEnd } from '../gateway/index.ts';
import { invokeAgentSpan } from '../telemetry/index.ts';
import type { ActiveTurn, OpenCall } from './active-turn.ts';
import { AnswerStream } from './answer-stream.ts';
import { approvalViewOf } from './approval-views.ts';
import type { ChatParts } from './chat-parts.ts';
import { finishedEvent, startedEvent } from './call-events.ts';
import { Inquiry } from './inquiry.ts';
import { failureOf, offerTo, openCalls } from './model-round.ts';
import { ModelError, type ChatMessage, type ModelAnswer } from './model-port.ts';
import { messageWrite } from './transcript.ts';
import { executionStatusWrite, modelCallWrite, turnEndWrites, turnStateWrite } from './turn-writes.ts';

const noTokens = { inputTokens: 0, outputTokens: 0 };

/**
 * Runs a turn: asks the pure machine for the next step, does it, keeps the state, asks again. Between
 * any two steps the program may stop; what is kept is enough to go on.
 */
export class TurnRunner {
  constructor(private readonly parts: ChatParts) {}

  /** Runs until the turn ends or waits for a person. */
  run(turn: ActiveTurn, first: TurnStep = { kind: 'call-model' }): Promise<void> {
    return inSpan(this.parts.tracing, invokeAgentSpan(turn.scope, turn.scope.model), async (span) => {
      await this.#steps(turn, first);
      const { phase, failure } = turn.state;
      span.set({ 'smart_agents.turn.phase': phase, 'error.type': failure?.code });
    });
  }

  async #steps(turn: ActiveTurn, first: TurnStep): Promise<void> {
    let step: TurnStep = first;
    for (;;) {
      if (turn.scope.signal.aborted && step.kind !== 'stop') step = this.#move(turn, { kind: 'cancelled' }).step;
      switch (step.kind) {
        case 'call-model':
          step = await this.#callModel(turn);
          break;
        case 'run-tools':
          step = await this.#runTools(turn, step.callIds);
          break;
        case 'wait':
          await this.#keep(
            turn,
            [executionStatusWrite(turn.scope.execution.id, 'waiting')],
            [{ type: 'turn.waiting', turnId: turn.id, approvals: [...step.approvalIds] }],
          );
          return;
        case 'complete':
          await this.#end(turn, 'completed', {
            type: 'turn.completed',
            turnId: turn.id,
            credits: turn.state.credits,
            modelCalls: turn.state.modelCalls,
            toolCalls: turn.state.toolCalls,
          });
          return;
        case 'fail':
          await this.#end(turn, 'failed', { type: 'turn.failed', turnId: turn.id, ...step.failure });
          return;
        case 'await-calls':
        case 'stop':
          if (turn.state.phase === 'cancelled') {
            await this.#end(turn, 'cancelled', {
              type: 'turn.cancelled',
              turnId: turn.id,
              message: 'Stopped. Nothing that was waiting has been done.',
            });
          }
          return;
      }
    }
  }

  async #callModel(turn: ActiveTurn): Promise<TurnStep> {
    const startedAt = this.parts.clock.now();
    const messageId = this.parts.ids.next();
    const stream = new AnswerStream((text) => turn.runtime.commit([], [{ type: 'answer.delta', turnId: turn.id, messageId, text }]));
    try {
      const { tools, budgetUsedUp } = await offerTo(this.parts, turn.scope);
      if (budgetUsedUp) return this.#move(turn, { kind: 'model-failed', failure: budgetUsedUp }).step;
      const answer = await this.parts.model.answer(
        { model: turn.scope.model, messages: [{ role: 'system', content: turn.systemPrompt }, ...turn.messages], tools, signal: turn.scope.signal },
        stream.push,
      );
      await stream.end();
      return this.#answered(turn, { answer, messageId, startedAt });
    } catch (error) {
      await stream.end();
      const { aborted } = turn.scope.signal;
      if (!aborted && !(error instanceof ModelError)) throw error;
      if (!aborted) this.parts.logger.warn({ err: error, turnId: turn.id }, 'the model did not answer');
      const use = {
        id: this.parts.ids.next(),
        ...noTokens,
        credits: '0.0000',
        toolCalls: 0,
        outcome: aborted ? ('cancelled' as const) : ('failed' as const),
        startedAt,
        endedAt: this.parts.clock.now(),
      };
      turn.unkept.writes.push(modelCallWrite(turn, use));
      return this.#move(turn, error instanceof ModelError && !aborted ? { kind: 'model-failed', failure: failureOf(error) } : { kind: 'cancelled' })
        .step;
    }
  }

  #answered(turn: ActiveTurn, got: { answer: ModelAnswer; messageId: string; startedAt: Date }): TurnStep {
    const { answer } = got;
    // The server names the calls: what a model or a proxy makes up need not be unique. Calls asked for after a stop are not made.
    const asked = turn.scope.signal.aborted ? [] : answer.toolCalls;
    const calls = asked.map((call) => ({ ...call, id: this.parts.ids.next() }));
    const credits = creditsOf(answer.usage, turn.scope.version.configuration.tier);
    this.#charge(turn, credits);
    turn.calls = new Map(openCalls(calls, { usage: answer.usage, credits }, turn.state.toolCalls).map((open) => [open.call.id, open]));
    const message: ChatMessage = {
      role: 'assistant',
      content: answer.text === '' ? null : answer.text,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    };
    const use = {
      id: this.parts.ids.next(),
      ...answer.usage,
      credits,
      toolCalls: calls.length,
      outcome: 'ok' as const,
      startedAt: got.startedAt,
      endedAt: this.parts.clock.now(),
    };
    const { writes, events } = turn.unkept;
    writes.push(modelCallWrite(turn, use));
    if (answer.text !== '' || calls.length > 0) {
      turn.messages.push(message);
      writes.push(this.#message(turn, message, got.messageId));
    }
    if (answer.text !== '') events.push({ type: 'answer.completed', turnId: turn.id, messageId: got.messageId, text: answer.text });
    const move = this.#move(turn, { kind: 'model-answered', hasText: answer.text.trim() !== '', callIds: calls.map((call) => call.id) });
    if (move.step.kind === 'run-tools') events.push(...calls.map((call) => startedEvent(turn.id, call, this.parts.tools.get(call.function.name))));
    return move.step;
  }

  /** What announces the calls shares its commit with their rows, so it is not waited for before they are on their way. */
  async #runTools(turn: ActiveTurn, callIds: readonly string[]): Promise<TurnStep> {
    const announced = this.#keep(turn);
    const [steps] = await Promise.all([Promise.all(callIds.map((id) => this.#runTool(turn, id, announced))), announced]);
    return steps.find((step) => step.kind !== 'await-calls') ?? { kind: 'await-calls' };
  }

  async #runTool(turn: ActiveTurn, callId: string, announced: Promise<void>): Promise<TurnStep> {
    const open = turn.calls.get(callId);
    if (!open) throw new Error(`turn ${turn.id} has no call ${callId}`);
    const { call, ordinal, share } = open;
    let step: TurnStep = { kind: 'await-calls' };
    const request = { id: callId, name: call.function.name, argumentsText: call.function.arguments, ordinal, share };
    const ask = async (asking: CallScope, question: AgentQuestion): Promise<AgentAnswer> => {
      await announced;
      return Inquiry.ask(this.parts, { turn, within: callId }, { ...question, asking });
    };
    await this.parts.gateway.call({ ...turn.scope, agents: { ask } }, request, async (end) => {
      await announced;
      const ended = await this.#callEnded(turn, open, end);
      step = ended.step;
      return ended.kept;
    });
    return step;
  }

  async #callEnded(turn: ActiveTurn, { call, share }: OpenCall, end: CallEnd): Promise<{ step: TurnStep; kept: KeptWithEnd }> {
    const events: PanelEventData[] = [finishedEvent(turn.id, call.id, end.report)];
    if (end.kind === 'proposed') {
      events.push({ type: 'approval.requested', turnId: turn.id, approval: await approvalViewOf(this.parts, end.proposal, turn.scope) });
    }
    this.#charge(turn, subtractCredits(end.report.credits, share.credits));
    const settled: TurnEvent = { kind: 'call-settled', callId: call.id };
    const { step } = this.#move(turn, end.kind === 'proposed' ? { kind: 'call-proposed', callId: call.id, approvalId: end.proposal.id } : settled);
    const message: ChatMessage = { role: 'tool', tool_call_id: call.id, content: JSON.stringify(end.report.envelope) };
    const staged = await turn.runtime.stage([this.#message(turn, message, call.id), this.#state(turn)], events);
    const done = (): void => {
      turn.messages.push(message);
      staged.done();
    };
    return { step, kept: { ...staged, done } };
  }

  #charge(turn: ActiveTurn, credits: string): void {
    turn.state = { ...turn.state, credits: addCredits(turn.state.credits, credits) };
  }

  #message(turn: ActiveTurn, message: ChatMessage, id: string): Write {
    const number = turn.runtime.nextMessageNumber(turn.lastNumber);
    return messageWrite({ id, sessionId: turn.scope.sessionId, turnId: turn.id, number, box: turn.scope.subject.box }, message);
  }

  #move(turn: ActiveTurn, event: TurnEvent): TurnMove {
    const move = nextStep(turn.state, event);
    turn.state = move.state;
    return move;
  }

  #state(turn: ActiveTurn): Write {
    return turnStateWrite(turn, turn.state, this.parts.clock.now());
  }

  async #end(turn: ActiveTurn, status: 'completed' | 'failed' | 'cancelled', event: PanelEventData): Promise<void> {
    await this.#commit(turn, turnEndWrites(turn, status, this.parts.clock.now()), [event]);
  }

  async #keep(turn: ActiveTurn, writes: readonly Write[] = [], events: readonly PanelEventData[] = []): Promise<void> {
    await this.#commit(turn, [...writes, this.#state(turn)], events);
  }

  /** Commits with what is still to be kept of the steps before. */
  async #commit(turn: ActiveTurn, writes: readonly Write[], events: readonly PanelEventData[]): Promise<void> {
    const { unkept } = turn;
    turn.unkept = { writes: [], events: [] };
    await turn.runtime.commit([...unkept.writes, ...writes], [...unkept.events, ...events]);
  }

  /** Ends a turn that cannot go on. Where not even that can be kept, whoever looks is told, and a later sweep ends it. */
  async giveUp(turn: ActiveTurn, error: unknown): Promise<void> {
    this.parts.logger.error({ err: error, turnId: turn.id }, `a turn was given up: ${describeError(error)}`);
    try {
      if (isAuditUnavailable(error)) throw error;
      const { step } = this.#move(turn, { kind: 'model-failed', failure: ourFault });
      if (step.kind === 'fail') await this.#steps(turn, step);
    } catch (last) {
      if (!isAuditUnavailable(last)) throw last;
      this.parts.channel.problem({ sessionId: turn.scope.sessionId, turnId: turn.id }, last);
    }
  }
}

const ourFault: TurnFailure = {
  code: 'internal',
  message: 'Something went wrong on our side; the turn was ended.',
  remedy: 'Ask again. If it happens again, tell your administrator.',
};
