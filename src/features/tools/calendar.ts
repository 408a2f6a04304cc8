const dayMillis = 86_400_000;

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Days from one calendar date to another (`YYYY-MM-DD`); negative where the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMillis);

/** Days a date has passed by; 0 where it has not, or where there is no date. */
export const daysPast = (due: string | null, asOf: string): number => (due === null ? 0 : Math.max(0, daysBetween(due, asOf)));

/** `2026-10-31` as `31 October 2026`. */
export const longDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
};
