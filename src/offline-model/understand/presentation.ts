import { has } from './context.ts';
import type { Aspect, Presentation } from './goal.ts';
import type { Utterance } from './utterance.ts';

const aspectCues: readonly Aspect[] = ['price', 'stock', 'balance', 'contact', 'terms', 'overdue', 'late'];

const boundPattern =
  /\b(over|above|more than|greater than|exceeding|at least|larger than|bigger than|below|under|less than|smaller than|at most)( [€$£])? ?(\d[\d,.]*)(k\b)?(?! ?(days?|weeks?|months?|years?)\b)/;

/** `Over 2,000`: only what is more than a figure. A figure of days is none. */
const boundOf = (said: Utterance): Presentation['bound'] => {
  const match = boundPattern.exec(said.plain);
  const [, word = '', , figure = '', thousand] = match ?? [];
  const plain = figure.replaceAll(',', '').replace(/\.$/, '');
  if (!/^\d+(\.\d+)?$/.test(plain)) return undefined;
  return {
    isInclusive: word.startsWith('at '),
    than: /^(below|under|less|smaller|at most)/.test(word) ? 'less' : 'more',
    figure: thousand === undefined ? plain : `${plain}000`,
  };
};

/** How the answer is to be presented: how many, in which order, which properties, counted or added up. */
export const readPresentation = (said: Utterance): Presentation => {
  const order = has(said, 'most')
    ? 'most'
    : has(said, 'least')
      ? 'least'
      : has(said, 'newest')
        ? 'newest'
        : has(said, 'oldest')
          ? 'oldest'
          : undefined;
  const sorted = order ?? (has(said, 'oweWord') && /^(who|which)\b/.test(said.plain) ? 'most' : undefined);
  const bound = boundOf(said);
  return {
    ...(said.howMany === undefined ? {} : { howMany: said.howMany }),
    ...(sorted === undefined ? {} : { order: sorted }),
    ...(bound === undefined ? {} : { bound }),
    aspects: aspectCues.filter((aspect) => has(said, aspect)),
    count: has(said, 'count'),
    total: has(said, 'total', 'summary'),
    all: has(said, 'all'),
    patterns: has(said, 'patterns'),
  };
};
