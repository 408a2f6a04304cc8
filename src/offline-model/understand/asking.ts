import type { Context } from './context.ts';
import type { Goal } from './goal.ts';

const opening = /^\s*(?:please\s+|can you\s+|could you\s+)?ask\s+(?:the\s+)?(?:agent\s+)?/i;

/** Being told to ask another agent, by the name the system text gives: the rest of the message is the question. */
export const readAsking = (typed: string, { colleagues = [] }: Context): Goal | undefined => {
  const start = opening.exec(typed)?.[0];
  if (start === undefined) return undefined;
  const rest = typed.slice(start.length);
  const agent = colleagues.find((name) => rest.toLowerCase().startsWith(name.toLowerCase()));
  if (agent === undefined) return undefined;
  const question = rest
    .slice(agent.length)
    .replace(/^[\s,:]*(?:(?:agent|for|about|to|whether)\s+)?/i, '')
    .trim();
  return question === '' ? undefined : { kind: 'ask-agent', agent, question: `${question[0]?.toUpperCase() ?? ''}${question.slice(1)}` };
};
