import { spokenText } from '../markdown/spoken-text.ts';
import type { Conversation } from './conversation.ts';

/** What a screen reader should say about the newest turn: work, a finished answer, a proposal that waits, an early end. Pieces of an answer are not spoken one by one. */
export const spokenState = (conversation: Conversation): string => {
  const turn = conversation.turns.at(-1);
  if (!turn) return '';
  const answer = turn.items.findLast((item) => item.kind === 'answer');
  const said = answer?.kind === 'answer' && answer.isComplete ? spokenText(answer.text) : '';
  switch (turn.state.kind) {
    case 'running':
      return said === '' ? 'The agent is working.' : said;
    case 'waiting': {
      const waiting = turn.state.approvals.flatMap((id) => conversation.approvals[id] ?? []).filter(({ status }) => status === 'pending');
      const titles = (isYours: boolean) => waiting.filter(({ mayDecide }) => mayDecide === isYours).map(({ preview }) => preview.title);
      const [yours, others] = [titles(true).join(', '), titles(false).join(', ')];
      return [said, yours && `Waits for your Confirm: ${yours}.`, others && `Waits for somebody else: ${others}.`].filter(Boolean).join(' ');
    }
    case 'completed':
      return said;
    case 'cancelled':
      return turn.state.message;
    case 'failed':
      return `The turn ended early. ${turn.state.message}`;
  }
};
