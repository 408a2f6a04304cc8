import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { ConversationSnapshot } from './conversation-client.ts';
import { hasGoneOn, type Turn } from './conversation.ts';
import { isAtEnd, readingAt, readingOnNewPart, topFor, type Reading, type ReadingView } from './follow.ts';

interface Following {
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** Whether there is more below what is in view. */
  readonly hasMore: boolean;
  readonly goToEnd: () => void;
}

/** The newest part: a message, the turn it opens (both have the same name, so one becomes the other unnoticed), or what follows a decision. */
const newestOf = ({ outgoing, conversation }: ConversationSnapshot): { name: string; cause: Turn['cause'] } => {
  const message = outgoing.at(-1);
  const turn = conversation.turns.at(-1);
  if (message) return { name: message.clientMessageId, cause: 'message' };
  if (!turn) return { name: '', cause: 'message' };
  const name = turn.clientMessageId ?? turn.id;
  return hasGoneOn(turn) ? { name: `${name}/${turn.waitedAfter}`, cause: 'decision' } : { name, cause: turn.cause };
};

const viewOf = (area: HTMLElement): ReadingView => {
  const newest = [...area.querySelectorAll('[data-part]')].at(-1);
  return {
    top: area.scrollTop,
    height: area.clientHeight,
    contentHeight: area.scrollHeight,
    newestTop: newest ? newest.getBoundingClientRect().top - area.getBoundingClientRect().top + area.scrollTop : 0,
  };
};

/** Keeps the conversation where its reader wants it while it grows, as `follow.ts` decides. */
export const useFollow = (snapshot: ConversationSnapshot): Following => {
  const scroll = useRef<HTMLDivElement>(null);
  const reading = useRef<Reading>('newest');
  const wasAtEnd = useRef(true);
  const shown = useRef('');
  const [hasMore, setMore] = useState(false);

  const settle = (area: HTMLElement) => {
    wasAtEnd.current = isAtEnd(viewOf(area));
    setMore(!wasAtEnd.current);
  };
  const move = (area: HTMLElement) => {
    const top = topFor(reading.current, viewOf(area));
    if (top !== undefined) area.scrollTop = top;
    settle(area);
  };
  useLayoutEffect(() => {
    const newest = newestOf(snapshot);
    if (newest.name !== shown.current) reading.current = readingOnNewPart(newest.cause, wasAtEnd.current);
    shown.current = newest.name;
    if (scroll.current) move(scroll.current);
  }, [snapshot]);

  const onScroll = () => {
    const area = scroll.current;
    if (!area) return;
    reading.current = readingAt(viewOf(area));
    settle(area);
  };
  const goToEnd = () => {
    reading.current = 'end';
    if (scroll.current) move(scroll.current);
  };
  return { scroll, onScroll, hasMore, goToEnd };
};
