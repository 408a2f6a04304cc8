const dayMillis = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

const millisOf = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`);
const isoOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

/** True for a calendar date that exists, as `YYYY-MM-DD`. */
export const isIsoDate = (value: string): boolean => {
  if (!pattern.test(value)) return false;
  const millis = millisOf(value);
  return !Number.isNaN(millis) && isoOf(millis) === value;
};

/** The date that many days later (earlier if negative). */
export const addDays = (isoDate: string, days: number): string => isoOf(millisOf(isoDate) + days * dayMillis);

/** Whole days from one date to another, negative if `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((millisOf(to) - millisOf(from)) / dayMillis);

/** Day of the week, Monday 1 to Sunday 7. */
export const weekday = (isoDate: string): number => new Date(millisOf(isoDate)).getUTCDay() || 7;

/** The last day of the date's month. */
export const endOfMonth = (isoDate: string): string => {
  const [year, month] = isoDate.split('-').map(Number);
  return isoOf(Date.UTC(year!, month, 0));
};

/** The same day that many months later; a day the month lacks becomes its last day. */
export const addMonths = (isoDate: string, months: number): string => {
  const [year, month, day] = isoDate.split('-').map(Number);
  const last = new Date(Date.UTC(year!, month! + months, 0)).getUTCDate();
  return isoOf(Date.UTC(year!, month! - 1 + months, Math.min(day!, last)));
};
