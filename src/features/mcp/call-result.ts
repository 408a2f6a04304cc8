import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { ActionAnswer, AgentExecution } from '../../contracts/agent-actions.ts';
import { metaPrefix, type NotAccepted } from '../../contracts/mcp.ts';
import type { AppError } from '../../kernel/errors.ts';
import type { GivenAnswer } from '../agent-actions/index.ts';
import { getExecution } from './tool-listing.ts';

type Reasoned = Extract<ActionAnswer, { reason: unknown }>;

const askAgain = (execution: string): string => `Ask ${getExecution} with execution ${execution} what came of it.`;

const because = ({ reason: { layer, message, remedy } }: Reasoned, verb: string): string =>
  [layer === null ? `${verb}: ${message}` : `${verb} (${layer}): ${message}`, remedy ?? ''].join(' ').trim();

const pendingWords = ({ approval, execution }: Extract<ActionAnswer, { result: 'pending_approval' }>): string => {
  const who = approval.approver === 'responsible' ? 'whoever gave the authority' : 'a second person';
  const until = `It waits for ${who} to decide, until ${approval.expiresAt}.`;
  return [`Nothing has been done yet. ${until}`, `${approval.title}: ${approval.summary}`, ...approval.reasons, askAgain(execution)].join(' ');
};

/** An answer in words a model can act on. */
const wordsOf = (answer: ActionAnswer): string => {
  switch (answer.result) {
    case 'done':
      return answer.line;
    case 'pending_approval':
      return pendingWords(answer);
    case 'refused':
      return because(answer, 'Refused');
    case 'failed':
      return because(answer, 'Failed');
    case 'unknown':
      return `${because(answer, 'Not known yet')} ${askAgain(answer.execution)}`;
    case 'running':
      return `${answer.line} ${askAgain(answer.execution)}`;
  }
};

/** Words first; then the structure again as text, for clients that know none (MCP, tools, structured content). */
const contentOf = (words: string, structured: object): CallToolResult['content'] => [
  { type: 'text', text: words },
  { type: 'text', text: JSON.stringify(structured) },
];

/** An action's answer as a tool's result. What waits, is being done or is being found out is no error: asking again would be wrong. */
export const callResult = ({ answer, isReplayed }: GivenAnswer): CallToolResult => ({
  content: contentOf(wordsOf(answer), answer),
  structuredContent: answer,
  isError: answer.result === 'refused' || answer.result === 'failed',
  ...(isReplayed ? { _meta: { [`${metaPrefix}idempotencyReplayed`]: true } } : {}),
});

/** A run as the result of asking after it. */
export const executionResult = (execution: AgentExecution): CallToolResult => ({
  content: contentOf([`${execution.execution} is ${execution.status}.`, ...execution.actions.map(wordsOf)].join(' '), execution),
  structuredContent: execution,
});

/** A call that was not taken, with what would mend it. An error of the tool, not of the protocol, so that a model gets to read it. */
export const notAccepted = ({ code, message, remedy }: AppError): CallToolResult => {
  const structured: NotAccepted = { result: 'not_accepted', line: message, code, remedy: remedy ?? null };
  return { content: contentOf([message, remedy ?? ''].join(' ').trim(), structured), structuredContent: { ...structured }, isError: true };
};
