import type { IncomingHttpHeaders } from 'node:http';

/** Statuses that say "later": throttling, and the gateways in front of Business Central. */
const laterStatuses = new Set([429, 502, 503, 504]);

/** Waits between the attempts of one read; there is one attempt more than there are waits. */
const backOffMillis = [200, 400, 800] as const;

/** A read is not kept waiting longer than this by a Retry-After; beyond it the refusal is passed on. */
const longestWaitMillis = 10_000;

/** Whether an answer asks for another attempt of a read. Writes are never repeated. */
export const isRetryable = (status: number): boolean => laterStatuses.has(status);

/** Milliseconds a `Retry-After` asks for (RFC 9110 section 10.2.3: seconds or a date), or null where there is none. */
export const retryAfterMillis = (headers: IncomingHttpHeaders, now: Date): number | null => {
  const value = headers['retry-after']?.trim();
  if (!value) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
};

/** How long to wait before attempt number `attempt + 1` (the first is 1), or null where it is time to give up. */
export const waitBeforeRetry = (attempt: number, asked: number | null): number | null => {
  const own = backOffMillis[attempt - 1];
  if (own === undefined || (asked !== null && asked > longestWaitMillis)) return null;
  return Math.max(own, asked ?? 0);
};
