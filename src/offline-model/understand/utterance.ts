import type { IsoDate } from '../calendar.ts';
import type { KnownRecord, KnownRecords } from '../memory/known-records.ts';
import { openingVerb, readCues } from './cues.ts';
import type { Cue } from './cues.ts';
import { readNames } from './names.ts';
import type { SpokenName } from './names.ts';
import { readTime } from './periods.ts';
import type { SpokenTime } from './periods.ts';
import { readNumbers } from './record-numbers.ts';
import type { NamedNumber } from './record-numbers.ts';
import { takeApart } from './tokens.ts';
import type { Token, Words } from './tokens.ts';

/** Everything one message says, before anything is made of it. */
export interface Utterance {
  readonly words: Words;
  /** The plain text with record numbers and dates blanked out: what is left to say what is wanted. */
  readonly plain: string;
  readonly cues: ReadonlySet<Cue>;
  /** The verb it begins with, politeness aside. */
  readonly verb: string;
  readonly numbers: readonly NamedNumber[];
  /** Names of records the conversation has shown, found in the text. */
  readonly familiar: readonly KnownRecord[];
  readonly names: readonly SpokenName[];
  readonly time: SpokenTime;
  /** A whole number that says how many are wanted: `top 5`, `first 10`. */
  readonly howMany?: number;
  /** Which of the records just listed is meant, counted from 0; -1 is the last. */
  readonly ordinal?: number;
}

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/\b(first|1st|#1|number one|number 1) ?(one|customer|vendor|supplier|invoice|order|item|entry)?\b(?! \d)/, 0],
  [/\b(second|2nd|#2|number two|number 2)\b/, 1],
  [/\b(third|3rd|#3|number three|number 3)\b/, 2],
  [/\b(fourth|4th|#4|number four|number 4)\b/, 3],
  [/\b(fifth|5th|#5|number five|number 5)\b/, 4],
  [/\b(last one|the last (customer|vendor|supplier|invoice|order|item) in the list)\b/, -1],
];
const spelledCounts: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const howManyPattern =
  /\b(?:top|first|last|biggest|largest|newest|latest|worst|best|only|show|list|give me|next|most recent|oldest|cheapest) (?:the )?(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b|\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) (?:most|biggest|largest|newest|oldest|latest|worst|best|highest|lowest|cheapest|customers|vendors|suppliers|items)\b/;

/** `The largest invoice`, `the last receipt`: one is enough. */
const onePattern =
  /\b(last|latest|newest|most recent|largest|biggest|oldest|cheapest|dearest|highest|smallest|most expensive|worst) (purchase |sales )?(order|invoice|receipt|delivery|payment|item|vendor|supplier|customer|entry)\b/;

const readHowMany = (plain: string): number | undefined => {
  if (onePattern.test(plain)) return 1;
  const match = howManyPattern.exec(plain);
  const word = match?.[1] ?? match?.[2];
  return word === undefined ? undefined : (spelledCounts[word] ?? (Number(word) || undefined));
};

const readOrdinal = (plain: string): number | undefined => ordinals.find(([pattern]) => pattern.test(plain))?.[1];

/** Blanks tokens out of the plain text without moving what follows. */
const without = (words: Words, indices: Iterable<number>): string => {
  let plain = words.plain;
  for (const index of indices) {
    const token = words.tokens[index];
    if (token !== undefined) plain = plain.slice(0, token.start) + '\u0000'.repeat(token.word.length) + plain.slice(token.start + token.word.length);
  }
  return plain;
};

const inSpan = (token: Token, [start, end]: readonly [number, number]): boolean => token.start < end && token.start + token.word.length > start;

const blankSpans = (plain: string, spans: SpokenTime['spans']): string =>
  spans.reduce((text, [start, end]) => text.slice(0, start) + '\u0000'.repeat(end - start) + text.slice(end), plain);

const tidy = (plain: string): string => plain.replaceAll('\u0000', ' ').replace(/\s+/g, ' ').trim();

/** Takes a message apart into numbers, names, time and cues. `today` missing: no dates are read. */
export const readUtterance = (typed: string, known: KnownRecords, today: IsoDate | undefined): Utterance => {
  const words = takeApart(typed);
  const numbers = readNumbers(words.tokens, known);
  const familiar = known.namedIn(words.plain);
  const taken = new Set(numbers.map(({ at }) => at));
  for (const { name } of familiar) {
    const start = words.plain.indexOf(name.toLowerCase());
    for (const [index, token] of words.tokens.entries()) if (start >= 0 && inSpan(token, [start, start + name.length])) taken.add(index);
  }
  const unnumbered = without(words, taken);
  const time = readTime(unnumbered, today);
  for (const [index, token] of words.tokens.entries()) if (time.spans.some((span) => inSpan(token, span))) taken.add(index);
  const plain = tidy(blankSpans(unnumbered, time.spans));
  const names = readNames(words.tokens, taken);
  const nameWords = new Set(names.flatMap(({ name }) => name.toLowerCase().split(' ')));
  const said = plain
    .split(' ')
    .filter((word) => !nameWords.has(word))
    .join(' ');
  const howMany = readHowMany(said);
  const ordinal = howMany === undefined ? readOrdinal(said) : undefined;
  return {
    words,
    plain: said,
    cues: readCues(said),
    verb: openingVerb(said),
    numbers,
    familiar,
    names,
    time,
    ...(howMany === undefined ? {} : { howMany }),
    ...(ordinal === undefined ? {} : { ordinal }),
  };
};
