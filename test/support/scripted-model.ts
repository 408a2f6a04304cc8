import { ModelError, type ModelAnswer, type ModelPort, type ModelRequest } from '../../src/features/chat/index.ts';
import { brokenExchange } from './exchange-rule.ts';

/** One answer of the script: text, tool calls, or something that goes wrong. */
export type ScriptStep =
  | { readonly text: string }
  | { readonly calls: readonly { readonly name: string; readonly args: unknown }[]; readonly text?: string }
  | { readonly raw: readonly { readonly name: string; readonly arguments: string }[] }
  | { readonly fail: ModelError };

/** Says what the request leads to; called once per model call. */
export type Script = (request: ModelRequest, callNumber: number) => ScriptStep | Promise<ScriptStep>;

const answerOf = (step: Exclude<ScriptStep, { fail: unknown }>): ModelAnswer => {
  const calls = 'raw' in step ? step.raw : 'calls' in step ? step.calls.map(({ name, args }) => ({ name, arguments: JSON.stringify(args) })) : [];
  return {
    text: 'text' in step ? (step.text ?? '') : '',
    toolCalls: calls.map((call, index) => ({ id: `model-${index}`, type: 'function', function: call })),
    usage: { inputTokens: 1000, outputTokens: 100 },
  };
};

/** A model that does exactly what the test says, an attacker's wish included. Records every request. */
export class ScriptedModel implements ModelPort {
  readonly offline = false;
  readonly requests: ModelRequest[] = [];

  constructor(public script: Script) {}

  modelFor(): string {
    return 'scripted';
  }

  async answer(request: ModelRequest, onText: (text: string) => void): Promise<ModelAnswer> {
    this.requests.push(request);
    const broken = brokenExchange(request.messages);
    if (broken !== null) throw new ModelError('rejected', broken);
    const step = await this.script(request, this.requests.length);
    if (request.signal.aborted) throw new ModelError('aborted', 'Stopped.');
    if ('fail' in step) throw step.fail;
    const answer = answerOf(step);
    if (answer.text !== '') onText(answer.text);
    return answer;
  }
}

/** A script that goes through the steps of each conversation turn: calls first, then a closing text. */
export const thenSay =
  (...steps: readonly ScriptStep[]): Script =>
  (request) => {
    const lastUser = request.messages.findLastIndex((message) => message.role === 'user');
    const answered = request.messages.slice(lastUser).filter((message) => message.role === 'assistant').length;
    return steps[answered] ?? { text: 'Done.' };
  };
