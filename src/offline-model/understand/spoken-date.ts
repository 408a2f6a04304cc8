import { addDays, addMonths, dateOf, isDate, monthEnd, partsOf } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';

/** A stretch of days, both ends included; an open end is missing. */
export interface Period {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** Which way an incomplete date leans: the latest one not after today, or the next one from today on. */
export type Leaning = 'past' | 'future';

const monthNames = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const monthWord =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)';
const dayWord = '(\\d{1,2})(?:st|nd|rd|th)?';

/** The source of a pattern that matches any date or named stretch this file can read; it holds no capturing group. */
export const datePattern = [
  '\\d{4}-\\d{2}-\\d{2}',
  '\\d{1,2}[./]\\d{1,2}[./]\\d{4}',
  `${dayWord} (?:of )?${monthWord}(?: \\d{4})?`,
  `${monthWord} ${dayWord}(?: \\d{4})?(?! ?\\d)`,
  `(?:the )?(?:start|beginning|end) of (?:last month|this month|${monthWord}(?: \\d{4})?)`,
  `${monthWord}(?: \\d{4})?`,
  '\\d{4}-\\d{2}',
  'last (?:month|week|year|quarter)',
  'this (?:month|week|year|quarter)',
  '(?:19|20)\\d{2}',
  'today',
  'yesterday',
  'tomorrow',
]
  .join('|')
  .replaceAll(/\((?!\?)/g, '(?:');

const monthNumber = (word: string): number => monthNames.findIndex((name) => name.startsWith(word.slice(0, 3))) + 1;

const single = (date: IsoDate): Period => ({ from: date, to: date });
const month = (year: number, number: number): Period => ({ from: dateOf(year, number, 1), to: monthEnd(year, number) });

const dayIn = (year: number, number: number, day: number): Period | undefined => {
  const date = dateOf(year, number, day);
  return partsOf(date).day === day ? single(date) : undefined;
};

/** The year an incomplete month or day belongs to: that of the candidate nearest today on the leaning side. */
const leaningYear = (candidate: (year: number) => Period | undefined, today: IsoDate, leaning: Leaning): Period | undefined => {
  const year = partsOf(today).year;
  const here = candidate(year);
  if (here === undefined) return candidate(year + (leaning === 'past' ? -1 : 1));
  if (leaning === 'past') return (here.from ?? '') > today ? candidate(year - 1) : here;
  return (here.to ?? '') < today ? candidate(year + 1) : here;
};

const quarterOf = (date: IsoDate): number => Math.ceil(partsOf(date).month / 3);

/** Months of a quarter (1 to 4; others carry over into other years). */
export const quarter = (year: number, number: number): Period => ({
  from: dateOf(year, number * 3 - 2, 1),
  to: monthEnd(year, number * 3),
});

/** `this` or `last` week, month, quarter or year as calendar stretches; the present one ends today. */
export const calendarUnit = (which: 'this' | 'last', unit: string, today: IsoDate): Period => {
  const { year, month: number, weekday } = partsOf(today);
  const back = which === 'last' ? 1 : 0;
  const monday = addDays(today, 1 - weekday - 7 * back);
  const whole: Period =
    unit === 'week'
      ? { from: monday, to: addDays(monday, 6) }
      : unit === 'month'
        ? month(year, number - back)
        : unit === 'quarter'
          ? quarter(year, quarterOf(today) - back)
          : { from: dateOf(year - back, 1, 1), to: dateOf(year - back, 12, 31) };
  return which === 'last' ? whole : { ...whole, to: today };
};

type Reading = readonly [pattern: RegExp, read: (parts: readonly string[], today: IsoDate, leaning: Leaning) => Period | undefined];

const optionalYear = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);

const dayOfMonth = ([day, name, year]: readonly (string | undefined)[], today: IsoDate, leaning: Leaning): Period | undefined => {
  const fixed = optionalYear(year);
  const inYear = (candidate: number): Period | undefined => dayIn(candidate, monthNumber(name ?? ''), Number(day));
  return fixed === undefined ? leaningYear(inYear, today, leaning) : inYear(fixed);
};

const wholeMonth = ([name, year]: readonly (string | undefined)[], today: IsoDate, leaning: Leaning): Period | undefined => {
  const fixed = optionalYear(year);
  const inYear = (candidate: number): Period => month(candidate, monthNumber(name ?? ''));
  return fixed === undefined ? leaningYear(inYear, today, leaning) : inYear(fixed);
};

const edge = (side: string, stretch: Period | undefined): Period | undefined => {
  const date = side === 'end' ? stretch?.to : stretch?.from;
  return date === undefined ? undefined : single(date);
};

const readings: readonly Reading[] = [
  [/^(\d{4}-\d{2}-\d{2})$/, ([date = '']) => (isDate(date) ? single(date) : undefined)],
  [
    /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/,
    ([day, number, year]) => (Number(number) <= 12 ? dayIn(Number(year), Number(number), Number(day)) : undefined),
  ],
  [new RegExp(`^${dayWord} (?:of )?${monthWord}(?: (\\d{4}))?$`), dayOfMonth],
  [new RegExp(`^${monthWord} ${dayWord}(?: (\\d{4}))?$`), ([name, day, year], today, leaning) => dayOfMonth([day, name, year], today, leaning)],
  [
    /^(?:the )?(start|beginning|end) of (.+)$/,
    ([side = '', rest = ''], today, leaning) => edge(side, rest === 'this month' ? wholeOfThisMonth(today) : readDate(rest, today, leaning)),
  ],
  [new RegExp(`^${monthWord}(?: (\\d{4}))?$`), wholeMonth],
  [/^(\d{4})-(\d{2})$/, ([year, number]) => (Number(number) >= 1 && Number(number) <= 12 ? month(Number(year), Number(number)) : undefined)],
  [/^(last|this) (week|month|quarter|year)$/, ([which, unit = ''], today) => calendarUnit(which === 'last' ? 'last' : 'this', unit, today)],
  [/^(\d{4})$/, ([year]) => ({ from: dateOf(Number(year), 1, 1), to: dateOf(Number(year), 12, 31) })],
  [/^today$/, (_parts, today) => single(today)],
  [/^yesterday$/, (_parts, today) => single(addDays(today, -1))],
  [/^tomorrow$/, (_parts, today) => single(addDays(today, 1))],
];

const wholeOfThisMonth = (today: IsoDate): Period => month(partsOf(today).year, partsOf(today).month);

/**
 * Reads a date or a named stretch in lower-case words, such as `31 october`, `june` or `last month`,
 * as the days it covers; undefined when it is none or no such day exists.
 */
export function readDate(text: string, today: IsoDate, leaning: Leaning): Period | undefined {
  for (const [pattern, read] of readings) {
    const match = pattern.exec(text);
    if (match !== null) return read(match.slice(1), today, leaning);
  }
  return undefined;
}

/** The stretch of so many units that ends today, e.g. six months: from the same day six months ago. */
export const rolling = (count: number, unit: string, today: IsoDate): Period => {
  const from =
    unit === 'day'
      ? addDays(today, -count)
      : unit === 'week'
        ? addDays(today, -7 * count)
        : addMonths(today, -count * (unit === 'quarter' ? 3 : unit === 'year' ? 12 : 1));
  return { from, to: today };
};
