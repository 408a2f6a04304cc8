/** How values are written on screen. Amounts arrive as decimal strings and are only dressed, never calculated with. */

const dateFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const momentFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const exactFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const amountFormat = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const numberFormat = new Intl.NumberFormat(undefined, { maximumFractionDigits: 5 });

/** Stands where a value is missing. */
export const noValue = '–';

type Plain = string | number | boolean | null | undefined;
const isNumeric = (value: Plain): value is string | number =>
  value !== null && value !== undefined && value !== '' && typeof value !== 'boolean' && Number.isFinite(Number(value));

/** An amount with two decimals and thousands marks; exact for decimal strings of any length. */
export const amount = (value: Plain): string => (isNumeric(value) ? amountFormat.format(value as Intl.StringNumericLiteral) : noValue);

/** A number with as many decimals as it has. */
export const quantity = (value: Plain): string => (isNumeric(value) ? numberFormat.format(value as Intl.StringNumericLiteral) : noValue);

/** A calendar date (`YYYY-MM-DD`) as words; Business Central's empty date `0001-01-01` is no date. */
export const date = (value: Plain): string => {
  if (typeof value !== 'string' || value === '' || value.startsWith('0001-')) return noValue;
  const instant = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(instant.getTime()) ? value : dateFormat.format(instant);
};

/** An instant as day and minute, in the reader's time zone. */
export const moment = (iso: string | null | undefined): string => (iso ? momentFormat.format(new Date(iso)) : noValue);

/** An instant to the second, in the reader's time zone. */
export const exactMoment = (iso: string | null | undefined): string => (iso ? exactFormat.format(new Date(iso)) : noValue);

/** `1 record`, `12 records`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${numberFormat.format(count)} ${count === 1 ? one : many}`;

/** Credits without trailing zeros: `0.7500` is `0.75 credits`. */
export const credits = (value: string): string => {
  const short = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return `${short} ${short === '1' ? 'credit' : 'credits'}`;
};

/** How long until an instant, rounded to what matters: `in 3 h`, `in 12 min`, `in 40 s`, `now`. */
export const timeLeft = (until: string, now: Date): string => {
  const seconds = Math.floor((new Date(until).getTime() - now.getTime()) / 1000);
  if (seconds <= 0) return 'now';
  if (seconds < 60) return `in ${seconds} s`;
  if (seconds < 3600) return `in ${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `in ${Math.floor(seconds / 3600)} h`;
  return `in ${Math.floor(seconds / 86_400)} days`;
};

/** How long something took: `850 ms`, `42 s`, `12 min`, `3.5 h`, `2 days`; a dash where it did not happen. */
export const duration = (millis: number | null): string => {
  if (millis === null) return noValue;
  if (millis < 1_000) return `${millis} ms`;
  if (millis < 60_000) return `${Math.round(millis / 1_000)} s`;
  if (millis < 3_600_000) return `${Math.round(millis / 60_000)} min`;
  if (millis < 172_800_000) return `${Math.round(millis / 360_000) / 10} h`;
  return `${Math.round(millis / 86_400_000)} days`;
};

/** How long ago an instant was: `just now`, `5 min ago`, `3 h ago`, then the date. */
export const ago = (iso: string, now: Date): string => {
  const seconds = Math.floor((now.getTime() - new Date(iso).getTime()) / 1000);
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 43_200 ? `${Math.floor(seconds / 3600)} h ago` : moment(iso);
};

/** Bytes as a person says them. */
export const fileSize = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** A code in words, within a sentence: `tool-not-linked` is `tool not linked`. */
export const codeWords = (code: string): string =>
  code
    .replaceAll(/[-_]/g, ' ')
    .replaceAll(/\berp\b/gi, 'ERP')
    .trim();

/** A code in words: `in-review` is `In review`, `awaiting_approval` is `Awaiting approval`. */
export const inWords = (code: string): string => {
  const words = codeWords(code);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
