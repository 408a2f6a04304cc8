import type { Json } from '../../kernel/canonical-json.ts';
import type { TurnState } from '../../domain/turn.ts';
import type { ChatMessage } from './model-port.ts';

type ToolMessage = Extract<ChatMessage, { role: 'tool' }>;

interface ToldProposal {
  readonly toolCallId: string;
}

/** What is told of a question that a stop interrupted: what the other agent proposed stays, and is waited for. */
export const interruptedAnswer = (state: TurnState, callId: string): Json => ({
  status: 'failed',
  message: 'Interrupted by a restart of the program. What the other agent did until then stays done.',
  remedy: 'Look at what is there before asking again.',
  proposals: state.calls
    .filter(({ within }) => within === callId)
    .map(({ id, approvalId }) => ({ toolCallId: id, approvalId, status: 'awaiting_approval' })),
});

/** The answer of another agent with what was decided on one of the changes it proposed. Pure. */
export const withDecision = (message: ChatMessage, toolCallId: string, decided: Json): ToolMessage | null => {
  if (message.role !== 'tool') return null;
  const envelope = JSON.parse(message.content) as { readonly proposals?: readonly ToldProposal[] };
  const proposals = (envelope.proposals ?? []).map((proposal) =>
    proposal.toolCallId === toolCallId ? { ...proposal, ...(decided as Readonly<Record<string, Json>>) } : proposal,
  );
  return { ...message, content: JSON.stringify({ ...envelope, proposals }) };
};
