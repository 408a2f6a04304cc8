import type { Clock } from '../../kernel/clock.ts';

/** What comes of one more request. */
export interface RateAnswer {
  readonly allowed: boolean;
  /** Whole requests that are left now. */
  readonly remaining: number;
  /** Seconds until the next request is let through; 0 if one is at once. */
  readonly retryAfter: number;
  /** Seconds until everything is left again. */
  readonly fullIn: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const minute = 60_000;
/** Bounds the memory; the bucket that was longest unused goes first, and one that is gone is full. */
const rememberedCallers = 10_000;

/** One token bucket for each caller: as many requests at once as a minute allows, and then at that pace. On this node only. */
export class CallRates {
  readonly #buckets = new Map<string, Bucket>();

  constructor(private readonly clock: Clock) {}

  /** Takes one request of a caller that may make `perMinute`. */
  take(caller: string, perMinute: number): RateAnswer {
    const now = this.clock.now().getTime();
    const { tokens, at } = this.#buckets.get(caller) ?? { tokens: perMinute, at: now };
    const filled = Math.min(perMinute, tokens + (Math.max(0, now - at) * perMinute) / minute);
    const allowed = filled >= 1;
    const left = allowed ? filled - 1 : filled;
    this.#keep(caller, { tokens: left, at: now });
    const secondsFor = (wanted: number): number => Math.max(0, Math.ceil(((wanted - left) * minute) / perMinute / 1000));
    return { allowed, remaining: Math.floor(left), retryAfter: allowed ? 0 : Math.max(1, secondsFor(1)), fullIn: secondsFor(perMinute) };
  }

  #keep(caller: string, bucket: Bucket): void {
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    const oldest = this.#buckets.keys().next();
    if (this.#buckets.size > rememberedCallers && oldest.done !== true) this.#buckets.delete(oldest.value);
  }
}
