import { SmartAgentDelegation } from '../../../entities/index.ts';
import { coversAction } from '../../domain/delegation.ts';
import { delegationState } from '../../domain/delegation-standing.ts';
import type { ToolCallFacts } from '../../domain/tool-call.ts';
import { insert, type Database, type Row, type Write } from '../../kernel/database.ts';
import { notFound } from '../../kernel/errors.ts';
import { conversationTerms, termColumns, termsOf, type DelegationTerms } from './delegation-terms.ts';

/** A delegation as it stands, able to say what it covers. */
export interface DelegationStanding {
  readonly terms: DelegationTerms;
  /** Random id of whoever decides on what it is used for. */
  readonly responsible: string;
  /** The facts the decision takes from it. */
  facts(now: Date, tool: string, companyId: string): ToolCallFacts['delegation'];
}

const standingOf = (row: SmartAgentDelegation): DelegationStanding => {
  const terms = termsOf(row);
  return {
    terms,
    responsible: row.responsibleSubjectId ?? row.delegatorSubjectId,
    facts: (now, tool, companyId) => ({
      id: row.id,
      state: delegationState(row, now.toISOString()),
      coversTool: coversAction(terms.actions, tool),
      coversCompany: terms.companies.includes(companyId),
    }),
  };
};

/** The write that opens a conversation's own delegation. */
export const sessionDelegation = (
  row: Pick<Row<SmartAgentDelegation>, 'id' | 'tenantId' | 'agentId' | 'delegatorSubjectId' | 'createdAt'>,
  companyId: string,
): Write =>
  insert(SmartAgentDelegation, {
    ...row,
    ...termColumns(conversationTerms(companyId)),
    kind: 'session',
    workflow: 'conversation',
    responsibleSubjectId: null,
    revokers: '[]',
    reason: null,
    extendsId: null,
    sealedSignIn: null,
    untrustedFields: '[]',
    untrustedReadAt: null,
    validFrom: row.createdAt,
    validTo: null,
    revokedAt: null,
    revokedBySubjectId: null,
    revokeReason: null,
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
