import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { ConversationSnapshot } from './conversation-client.ts';
import { isAtEnd, readingAt, readingOnNewTurn, topFor, type Reading, type ReadingView } from './follow.ts';

interface Following {
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** Whether there is more below what is in view. */
  readonly hasMore: boolean;
  readonly goToEnd: () => void;
}

/** The newest turn, or the message that will open it; both have the same name, so one becomes the other unnoticed. */
const newestOf = ({ outgoing, conversation }: ConversationSnapshot) => {
  const message = outgoing.at(-1);
  if (message) return { name: message.clientMessageId, cause: 'message' as const };
  const turn = conversation.turns.at(-1);
  return { name: turn?.clientMessageId ?? turn?.id ?? '', cause: turn?.cause ?? ('message' as const) };
};

const viewOf = (area: HTMLElement): ReadingView => {
  const newest = [...area.querySelectorAll('[data-turn-state], [data-outgoing]')].at(-1);
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
    if (newest.name !== shown.current) reading.current = readingOnNewTurn(newest.cause, wasAtEnd.current);
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
