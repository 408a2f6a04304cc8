import { isoDate } from '../../kernel/clock.ts';

const dayMillis = 86_400_000;

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Days from one calendar date to another (`YYYY-MM-DD`); negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMillis);

/** Days a date has passed by; 0 where it has not, or where there is no date. */
export const daysPast = (due: string | null, asOf: string): number => (due === null ? 0 : Math.max(0, daysBetween(due, asOf)));

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The end of a term that goes on for so many months: the same day, and the last of a month where it was the last. */
export const termEnd = (endingDate: string, months: number): string => {
  const [year = 0, month = 0, day = 0] = endingDate.split('-').map(Number);
  const later = year * 12 + month - 1 + months;
  const [laterYear, laterMonth] = [Math.floor(later / 12), (later % 12) + 1];
  const last = lastDayOf(laterYear, laterMonth);
  const laterDay = day === lastDayOf(year, month) ? last : Math.min(day, last);
  return [String(laterYear).padStart(4, '0'), String(laterMonth).padStart(2, '0'), String(laterDay).padStart(2, '0')].join('-');
};

/** The day so many days later. */
export const daysAfter = (date: string, days: number): string => isoDate(new Date(Date.parse(date) + days * dayMillis));

/** `2026-10-31` as `31 October 2026`. */
export const longDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
};
