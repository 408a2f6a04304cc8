import { SmartAgentDelegation } from '../../../entities/index.ts';
import type { ToolCallFacts } from '../../domain/tool-call.ts';
import { insert, type Database, type Row, type Write } from '../../kernel/database.ts';
import { notFound } from '../../kernel/errors.ts';

/** A delegation as it stands, able to say what it covers. */
export interface DelegationStanding {
  /** The facts the decision takes from it. */
  facts(now: Date, tool: string, companyId: string): ToolCallFacts['delegation'];
}

const stateOf = (row: SmartAgentDelegation, now: string): ToolCallFacts['delegation']['state'] => {
  if (row.revokedAt) return 'revoked';
  if (row.validFrom > now) return 'not-yet-valid';
  return row.validTo !== null && row.validTo <= now ? 'expired' : 'active';
};

const standingOf = (row: SmartAgentDelegation): DelegationStanding => {
  const actions = new Set(JSON.parse(row.actions) as string[]);
  const companies = new Set(JSON.parse(row.companies) as string[]);
  return {
    facts: (now, tool, companyId) => ({
      id: row.id,
      state: stateOf(row, now.toISOString()),
      coversTool: actions.has('*') || actions.has(tool),
      coversCompany: companies.has(companyId),
    }),
  };
};

/** The write that opens a conversation's own delegation: this company, whatever the agent version links. */
export const sessionDelegation = (
  row: Pick<Row<SmartAgentDelegation>, 'id' | 'tenantId' | 'agentId' | 'delegatorSubjectId' | 'createdAt'>,
  companyId: string,
): Write =>
  insert(SmartAgentDelegation, {
    ...row,
    kind: 'session',
    workflow: 'conversation',
    actions: JSON.stringify(['*']),
    companies: JSON.stringify([companyId]),
    validFrom: row.createdAt,
    validTo: null,
    revokedAt: null,
  });

/**
 * Delegations as they stand at a settings revision. A revocation bumps the tenant's revision, so what is
 * remembered for one revision is right as long as that revision is.
 */
export class Delegations {
  readonly #known = new Map<string, { revision: number; standing: DelegationStanding }>();

  constructor(private readonly database: Database) {}

  /** The delegation of a tenant. Throws `not_found`. */
  async at(revision: number, tenantId: string, id: string): Promise<DelegationStanding> {
    const known = this.#known.get(id);
    if (known?.revision === revision) return known.standing;
    const row = await this.database.reader.findOneBy(SmartAgentDelegation, { id, tenantId });
    if (!row) throw notFound('delegation');
    const standing = standingOf(row);
    this.#known.set(id, { revision, standing });
    return standing;
  }
}
