import type { Clock } from '../../kernel/clock.ts';

/** How one exchange went, as far as the server's health goes. `neutral`: it says nothing, e.g. the caller gave up. */
export type ExchangeHealth = 'healthy' | 'failing' | 'neutral';

type State =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number }
  /** One exchange is under way to find out whether the server is back. */
  | { readonly kind: 'probing' };

/**
 * Stops asking a server that does not answer: after `threshold` failures in a row nothing is sent for
 * `restMillis`, then one exchange is let through, and its result closes or opens the circuit again.
 */
export class CircuitBreaker {
  #state: State = { kind: 'closed', failures: 0 };

  constructor(private readonly options: { readonly clock: Clock; readonly threshold: number; readonly restMillis: number }) {}

  /** True where an exchange may start; the caller must then `report` how it went. */
  tryEnter(): boolean {
    const state = this.#state;
    if (state.kind === 'closed') return true;
    if (state.kind === 'probing' || this.options.clock.now().getTime() < state.until) return false;
    this.#state = { kind: 'probing' };
    return true;
  }

  /** Takes in how an exchange that was let through went. */
  report(health: ExchangeHealth): void {
    const isProbe = this.#state.kind === 'probing';
    if (health === 'healthy') this.#state = { kind: 'closed', failures: 0 };
    else if (health === 'failing') this.#fail();
    // A probe that proved nothing leaves the circuit open, but the next caller may probe at once.
    else if (isProbe) this.#state = { kind: 'open', until: 0 };
  }

  #fail(): void {
    const failures = this.#state.kind === 'closed' ? this.#state.failures + 1 : this.options.threshold;
    this.#state =
      failures < this.options.threshold
        ? { kind: 'closed', failures }
        : { kind: 'open', until: this.options.clock.now().getTime() + this.options.restMillis };
  }
}
