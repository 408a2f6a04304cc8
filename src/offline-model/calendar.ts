import { isoDate } from '../kernel/clock.ts';

/** A calendar date, `YYYY-MM-DD`. */
export type IsoDate = string;

const dayMillis = 86_400_000;

const at = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`);

/** The date of a year, month (1 to 12; others carry over) and day. */
export const dateOf = (year: number, month: number, day: number): IsoDate => isoDate(new Date(Date.UTC(year, month - 1, day)));

/** Year, month (1 to 12), day and weekday (Monday 1 to Sunday 7) of a date. */
export const partsOf = (date: IsoDate): { year: number; month: number; day: number; weekday: number } => {
  const instant = at(date);
  return { year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, day: instant.getUTCDate(), weekday: instant.getUTCDay() || 7 };
};

/** The date so many days later (earlier when negative). */
export const addDays = (date: IsoDate, days: number): IsoDate => isoDate(new Date(at(date).getTime() + days * dayMillis));

/** The last day of a month. */
export const monthEnd = (year: number, month: number): IsoDate => dateOf(year, month + 1, 0);

/** The same day so many months later, or that month's last day where it has no such day. */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const { year, month, day } = partsOf(date);
  const end = monthEnd(year, month + months);
  const same = dateOf(year, month + months, day);
  return same > end ? end : same;
};

/** Whether a text is a date that exists. */
export const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text).getTime()) && isoDate(at(text)) === text;
