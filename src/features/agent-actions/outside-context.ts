import { SmartAgentDelegation } from '../../../entities/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { update, type Write } from '../../kernel/database.ts';
import type { DelegationRow } from '../delegations/index.ts';
import type { ModelContext } from '../gateway/index.ts';

/** What an external agent keeps before it is not known; it counts as kept for this long. */
const keptMillis = 86_400_000;

/**
 * The context of an external agent, as far as trust goes. Its model is not ours, and one request says nothing of what it
 * still has before it: so whatever it read of outsiders' text under a delegation counts for a day, in every run.
 */
export class OutsideContext implements ModelContext {
  readonly #fields: Set<string>;

  constructor(
    private readonly delegation: Pick<DelegationRow, 'id' | 'untrustedFields' | 'untrustedReadAt'>,
    private readonly clock: Clock,
  ) {
    const since = new Date(clock.now().getTime() - keptMillis).toISOString();
    const isFresh = delegation.untrustedReadAt !== null && delegation.untrustedReadAt > since;
    this.#fields = new Set(isFresh ? (JSON.parse(delegation.untrustedFields) as string[]) : []);
  }

  get untrustedFields(): readonly string[] {
    return [...this.#fields];
  }

  takeIn(fields: readonly string[]): readonly Write[] {
    if (fields.length === 0) return [];
    for (const field of fields) this.#fields.add(field);
    const set = { untrustedFields: JSON.stringify(this.untrustedFields), untrustedReadAt: this.clock.now().toISOString() };
    return [update(SmartAgentDelegation, { id: this.delegation.id }, set)];
  }
}
