import type { ChatRequest } from './endpoint/chat-request.ts';
import { blankMemory, recall } from './memory/recall.ts';
import type { Memory } from './memory/memory.ts';
import { readColleagues, readPage, readToday } from './page-line.ts';
import { planGoal } from './plan/plan-goal.ts';
import type { Scene, Step } from './plan/scene.ts';
import { decisionAnswer } from './render/decision-answer.ts';
import { Toolbox } from './toolbox.ts';
import type { ToolCall } from './toolbox.ts';
import { readTranscript } from './transcript.ts';
import type { Turn } from './transcript.ts';
import { understand } from './understand/understand.ts';
import type { Context } from './understand/context.ts';

/** What the model says next: closing words, or tool calls to be made together. */
export interface Answer {
  readonly content?: string;
  readonly toolCalls?: readonly ToolCall[];
}

const contextOf = (memory: Memory, tools: Toolbox, system: string): Context => {
  const page = readPage(system);
  const today = readToday(system);
  const known = page === undefined ? memory.known : memory.known.with([page]);
  const colleagues = readColleagues(system);
  return { memory: { ...memory, known }, tools, colleagues, ...(page === undefined ? {} : { page }), ...(today === undefined ? {} : { today }) };
};

const remember = (turns: readonly Turn[], tools: Toolbox, system: string): Memory =>
  turns.reduce<Memory>((memory, turn) => {
    const goal = turn.decisions.length > 0 ? undefined : understand(turn.text, contextOf(memory, tools, system));
    return recall(memory, turn, goal);
  }, blankMemory);

/** What is said where results hold nothing that could be told, rather than an empty answer. */
const nothingToTell = 'The tools returned nothing I could tell you about.';

/** The tool calls a request forbids are not made: what is known is told instead. */
const isForbidden = (request: ChatRequest): boolean => request.tool_choice === 'none';

const nextStep = (turn: Turn, memory: Memory, context: Context): Step => {
  if (turn.decisions.length > 0) return { kind: 'answer', text: decisionAnswer(turn.decisions, memory.calls, context.memory.known) };
  const scene: Scene = { ...context, turn };
  return planGoal(understand(turn.text, context), scene);
};

/**
 * What comes next in a conversation. Deterministic: the same request has the same answer; the date is the
 * one in the system text. It calls only tools the request offers, with arguments their schemas have room
 * for, and every figure it tells comes from tool results in the conversation.
 */
export const answer = (request: ChatRequest): Answer => {
  const { system, turns } = readTranscript(request.messages);
  const tools = new Toolbox(isForbidden(request) ? [] : (request.tools ?? []).map((tool) => tool.function));
  const turn = turns.at(-1);
  if (turn === undefined) return { content: 'What would you like to know?' };
  const memory = remember(turns.slice(0, -1), tools, system);
  const step = nextStep(turn, memory, contextOf(memory, tools, system));
  return step.kind === 'calls'
    ? { toolCalls: request.parallel_tool_calls === false ? step.calls.slice(0, 1) : step.calls }
    : { content: step.text.trim() === '' ? nothingToTell : step.text };
};
