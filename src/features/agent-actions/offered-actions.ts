import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import { AppError } from '../../kernel/errors.ts';
import { termsOf, type Delegations } from '../delegations/index.ts';
import type { ExternalAgent } from '../external-agents/index.ts';
import { budgetFacts, offeredTools } from '../gateway/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Tool, ToolRegistry } from '../tools/index.ts';
import type { Authority, OutsideScopes } from './outside-scopes.ts';

/** What offers are looked up in. */
export interface OfferParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly delegations: Delegations;
  readonly scopes: OutsideScopes;
  readonly tools: ToolRegistry;
  readonly clock: Clock;
  /** The companies the ERP shows under a sign-in. */
  readonly companiesOf: (signIn: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

/** A company an action may be done in; its name where the ERP tells it. */
export interface OfferedCompany {
  readonly id: string;
  readonly name: string | null;
}

/** What an agent could have done now, and where. */
export interface Offer {
  readonly tools: readonly Tool[];
  /** The companies of the delegation; an action has to name one where there are several. */
  readonly companies: readonly OfferedCompany[];
}

const nothing: Offer = { tools: [], companies: [] };

/** No run is opened for a look at what there is. */
const noRun = { id: '', reference: '' } as const;

/** What customers' own agents could have done: the same decision as on a call, on this moment's facts. */
export class OfferedActions {
  constructor(private readonly parts: OfferParts) {}

  /**
   * The actions that would run, or be put before a person, under a delegation; none where it gives no authority. Throws
   * `not_found` where a request names one that is not this agent's.
   */
  async offer(agent: ExternalAgent, delegationId: string | null): Promise<Offer> {
    const { tenantId, agentId } = agent;
    const authority = delegationId === null ? null : await this.#authority(agent, delegationId);
    const settings = await this.parts.settings.current(tenantId);
    const current = settings.agents.get(agentId)?.current;
    const companies = authority === null ? [] : termsOf(authority.row).companies;
    const [first] = companies;
    if (authority === null || current === undefined || first === undefined) return nothing;
    const { delegations, scopes, database, clock } = this.parts;
    const scope = await scopes.scope(authority, { ...noRun, agentVersionId: current.id, company: { id: first, name: '' } });
    const now = clock.now();
    const delegation = await delegations.at(settings.revision, tenantId, authority.row.id);
    const budget = await budgetFacts(database.reader, scope, { settings, tool: '', now });
    const tools = offeredTools(scope, settings, { tools: this.parts.tools, delegation, budget, now });
    return { tools, companies: tools.length === 0 ? [] : await this.#named(authority, companies) };
  }

  /** Null where the delegation of a token is gone with whoever gave it. */
  async #authority({ tenantId, agentId, delegationId: bound }: ExternalAgent, delegationId: string): Promise<Authority | null> {
    try {
      return await this.parts.scopes.authority(tenantId, agentId, delegationId);
    } catch (thrown) {
      if (bound !== null && thrown instanceof AppError && thrown.code === 'not_found') return null;
      throw thrown;
    }
  }

  /** Names only matter where there is a choice. */
  async #named({ signIn }: Authority, ids: readonly string[]): Promise<readonly OfferedCompany[]> {
    const known = ids.length < 2 ? [] : await this.parts.companiesOf(signIn).catch(() => []);
    return ids.map((id) => ({ id, name: known.find((company) => company.id === id)?.name ?? null }));
  }
}
