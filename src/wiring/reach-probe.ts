import type { Reachability } from '../domain/health.ts';
import type { Clock } from '../kernel/clock.ts';

/** How long an answer counts, and how long one is waited for. */
const freshMillis = 15_000;
const waitMillis = 3_000;

/** Asks an address whether anybody is there; any answer will do, a refusal too. */
export type Ask = (address: string, signal: AbortSignal) => Promise<unknown>;

const byHttp: Ask = async (address, signal) => {
  const answer = await fetch(address, { method: 'GET', redirect: 'manual', signal });
  await answer.body?.cancel();
};

/**
 * Knows whether something outside can be reached. Nobody waits for it: who asks gets what was found last, and it is
 * looked again in the background where that is old. Nothing is sent along: no token, no key.
 */
export class ReachProbe {
  #found: Reachability = 'unknown';
  #lookedAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  constructor(
    private readonly address: string,
    private readonly clock: Clock,
    private readonly ask: Ask = byHttp,
  ) {}

  /** What was found last. */
  get state(): Reachability {
    if (this.clock.now().getTime() - this.#lookedAt >= freshMillis) void this.look();
    return this.#found;
  }

  /** Looks now; many who ask at once share one look. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async #look(): Promise<void> {
    this.#lookedAt = this.clock.now().getTime();
    this.#found = await this.ask(this.address, AbortSignal.timeout(waitMillis)).then(
      () => 'reachable' as const,
      () => 'unreachable' as const,
    );
  }
}
