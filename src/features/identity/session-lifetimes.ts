/** How long people stay signed in, in milliseconds. */
export interface SessionLifetimes {
  /** Without a request. */
  readonly idle: number;
  /** At most, whatever they do. */
  readonly absolute: number;
}

const minute = 60 * 1000;

/** Two hours without a request, twelve hours in all. */
export const defaultSessionLifetimes: SessionLifetimes = { idle: 120 * minute, absolute: 12 * 60 * minute };

/** Moves of the end shorter than this are not worth a write per request. */
export const worthAWrite = minute;

/** When a session ends if nothing happens after `now`. */
export const sessionEnd = (startedAt: Date, now: Date, { idle, absolute }: SessionLifetimes): Date =>
  new Date(Math.min(now.getTime() + idle, startedAt.getTime() + absolute));
