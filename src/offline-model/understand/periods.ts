import { addDays, dateOf, monthEnd, partsOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { calendarUnit, datePattern, quarter, readDate, rolling } from './spoken-date.ts';
import type { Period } from './spoken-date.ts';

/** What a message says about time, and where in the text it says so. */
export interface SpokenTime {
  /** The stretch of days asked about. */
  readonly period?: Period;
  /** The day a statement is drawn up for. */
  readonly asOf?: IsoDate;
  /** The day something is wanted by. */
  readonly by?: IsoDate;
  /** Half-open character ranges of the text that were read as time. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  half: 6,
};
const count = (text: string): number => words[text] ?? Number(text);
const unit = '(day|week|month|quarter|year)s?';
const amount = `(\\d{1,3}|${Object.keys(words)
  .filter((word) => word !== 'half')
  .join('|')})`;
const back = '(?:last|past|previous|recent|preceding)';

type Found = Omit<SpokenTime, 'spans'>;
type Rule = readonly [pattern: RegExp, read: (parts: readonly (string | undefined)[], today: IsoDate) => Found | undefined];

const periodOf = (period: Period | undefined): Found | undefined => (period === undefined ? undefined : { period });

const between = (first: Period | undefined, second: Period | undefined): Found | undefined =>
  first?.from === undefined || second?.to === undefined || first.from > second.to ? undefined : { period: { from: first.from, to: second.to } };

const openFrom = (from: IsoDate | undefined): Found | undefined => (from === undefined ? undefined : { period: { from } });

const half = (number: number, year: number): Period =>
  number === 1 ? { from: dateOf(year, 1, 1), to: monthEnd(year, 6) } : { from: dateOf(year, 7, 1), to: monthEnd(year, 12) };

/** The latest quarter or half of that number which has begun, unless a year is named. */
const latestOf = (stretch: (year: number) => Period, year: string | undefined, today: IsoDate): Found => {
  if (year) return { period: stretch(Number(year)) };
  const here = stretch(partsOf(today).year);
  return { period: (here.from ?? '') > today ? stretch(partsOf(today).year - 1) : here };
};

const ordinals: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4 };

/** Tried in order; what one rule has read, the later ones do not see. */
const sources: readonly (readonly [source: string, read: Rule[1]])[] = [
  [
    `\\bas (?:of|at|per|on) (${datePattern})\\b`,
    ([date = ''], today) => {
      const asOf = readDate(date, today, 'past')?.to;
      return asOf === undefined ? undefined : { asOf };
    },
  ],
  [
    `\\b(?:by|deliver(?:y|ed)? on|needed on|arriving on) (${datePattern})\\b`,
    ([date = ''], today) => {
      const by = readDate(date, today, 'future')?.to;
      return by === undefined ? undefined : { by };
    },
  ],
  [
    `\\b(?:between|from) (${datePattern}) (?:and|to|until|till|through) (${datePattern})\\b`,
    ([first = '', second = ''], today) => between(readDate(first, today, 'past'), readDate(second, today, 'past')),
  ],
  [
    `\\b(?:since|starting|from (?=.* on(?:wards)?\\b)) ?(?:the )?(${datePattern})(?: on(?:wards)?)?\\b`,
    ([date = ''], today) => openFrom(readDate(date, today, 'past')?.from),
  ],
  [
    `\\bfrom (?:the )?(${datePattern})\\b`,
    ([date = ''], today) => {
      const stretch = readDate(date, today, 'past');
      return stretch?.from === stretch?.to ? openFrom(stretch?.from) : periodOf(stretch);
    },
  ],
  [
    `\\bafter (?:the )?(${datePattern})\\b`,
    ([date = ''], today) => {
      const end = readDate(date, today, 'past')?.to;
      return end === undefined ? undefined : openFrom(addDays(end, 1));
    },
  ],
  [
    `\\b(?:until|till|up to|through) (${datePattern})\\b`,
    ([date = ''], today) => {
      const to = readDate(date, today, 'past')?.to;
      return to === undefined ? undefined : { period: { to } };
    },
  ],
  [
    `\\bbefore (${datePattern})\\b`,
    ([date = ''], today) => {
      const end = readDate(date, today, 'past')?.from;
      return end === undefined ? undefined : { period: { to: addDays(end, -1) } };
    },
  ],
  [`\\b(?:the |my |our )?${back} ${amount}(?: of)? ${unit}\\b`, ([number = '', name = ''], today) => periodOf(rolling(count(number), name, today))],
  [`\\b(?:the )?${back} half(?: a)?[ -]year\\b`, (_parts, today) => periodOf(rolling(6, 'month', today))],
  [`\\b(?:the )?${back} (week|month|quarter|year)\\b`, ([name = ''], today) => periodOf(calendarUnit('last', name, today))],
  ['\\b(?:so far )?(?:this|current) (week|month|quarter|year)(?: so far)?\\b', ([name = ''], today) => periodOf(calendarUnit('this', name, today))],
  ['\\b(year|month|quarter) to date\\b', ([name = ''], today) => periodOf(calendarUnit('this', name, today))],
  ['\\bytd\\b', (_parts, today) => periodOf(calendarUnit('this', 'year', today))],
  ['\\bq([1-4])(?: (\\d{4}))?\\b', ([number, year], today) => latestOf((candidate) => quarter(candidate, Number(number)), year, today)],
  [
    '\\b(first|second|third|fourth) quarter(?: of)?(?: (\\d{4}))?\\b',
    ([name = '', year], today) => latestOf((candidate) => quarter(candidate, ordinals[name] ?? 1), year, today),
  ],
  ['\\bh([12])(?: (\\d{4}))?\\b', ([number, year], today) => latestOf((candidate) => half(Number(number), candidate), year, today)],
  [
    `(?<!\\b(?:over|above|than|least|below|under|exceeding|most) ?)\\b(?:in|during|for|of|on|dated)? ?(?!may\\b(?! \\d))(?!mar\\b(?! \\d))(${datePattern})\\b`,
    ([date = ''], today) => periodOf(readDate(date, today, 'past')),
  ],
  [`\\b(?:in|during|of|for) (may|mar)\\b`, ([date = ''], today) => periodOf(readDate(date, today, 'past'))],
];

const rules: readonly Rule[] = sources.map(([source, read]) => [new RegExp(source), read]);

/** Blanks what was read, so that positions stay and no later rule reads it again. */
const blank = (text: string, start: number, end: number): string => text.slice(0, start) + '\u0000'.repeat(end - start) + text.slice(end);

/**
 * Reads periods, statement dates and wanted-by dates out of lower-case text. Without a known `today`
 * only dates that need none would be right, so nothing is read.
 */
export const readTime = (text: string, today: IsoDate | undefined): SpokenTime => {
  if (today === undefined) return { spans: [] };
  let rest = text;
  let found: Found = {};
  const spans: [number, number][] = [];
  for (const [pattern, read] of rules) {
    const match = pattern.exec(rest);
    const reading = match === null ? undefined : read(match.slice(1), today);
    if (match === null || reading === undefined) continue;
    found = { ...reading, ...found };
    spans.push([match.index, match.index + match[0].length]);
    rest = blank(rest, match.index, match.index + match[0].length);
  }
  return { ...found, spans };
};
