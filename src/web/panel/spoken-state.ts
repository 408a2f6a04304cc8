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
      const titles = turn.state.approvals
        .map((id) => conversation.approvals[id])
        .filter((approval) => approval?.status === 'pending')
        .map((approval) => approval?.preview.title);
      return titles.length === 0 ? said : `${said} Waits for your Confirm: ${titles.join(', ')}.`;
    }
    case 'completed':
      return said;
    case 'cancelled':
      return turn.state.message;
    case 'failed':
      return `The turn ended early. ${turn.state.message}`;
  }
};
