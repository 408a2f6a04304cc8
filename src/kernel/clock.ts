/** Where time comes from. Everything that needs "now" takes a Clock, so that tests own it. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it was put and moves only when told; for tests and replays. */
export class ManualClock implements Clock {
  #millis: number;

  constructor(start: Date | string) {
    this.#millis = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#millis);
  }

  /** Moves the clock forward by `millis` milliseconds. */
  advance(millis: number): void {
    this.#millis += millis;
  }
}

/** The calendar date of an instant in UTC, as `YYYY-MM-DD` (OData `Edm.Date`). */
export const isoDate = (instant: Date): string => instant.toISOString().slice(0, 10);
