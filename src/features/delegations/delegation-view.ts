import type { DelegationView } from '../../contracts/delegations.ts';
import type { AmountLimit } from '../../domain/delegation.ts';
import type { PeopleById } from '../subjects/index.ts';
import type { DelegationRow } from './delegation-store.ts';
import { termsOf } from './delegation-terms.ts';
import { ruleView } from './rules-on-the-wire.ts';

/** What a view needs besides the row. */
export interface DelegationNames {
  readonly state: DelegationView['state'];
  readonly agentName: string;
  /** The person behind a random id. */
  readonly personOf: PeopleById['personOf'];
  readonly use: ReadonlyMap<AmountLimit, string>;
  readonly limits: readonly AmountLimit[];
  readonly mayRevoke: boolean;
  readonly isYours: boolean;
  /** A service gave it. */
  readonly isOfService: boolean;
}

/** A delegation as it is shown. */
export const delegationView = (row: DelegationRow, names: DelegationNames): DelegationView => {
  const { personOf } = names;
  const terms = termsOf(row);
  return {
    id: row.id,
    state: names.state,
    agent: { id: row.agentId, name: names.agentName },
    delegator: personOf(row.delegatorSubjectId),
    delegatorKind: names.isOfService ? 'service' : 'person',
    responsible: personOf(row.responsibleSubjectId ?? row.delegatorSubjectId),
    workflow: row.workflow,
    actions: [...terms.actions],
    companies: [...terms.companies],
    recordFilters: { ...terms.recordFilters },
    validFrom: row.validFrom,
    validTo: row.validTo,
    limits: names.limits.map((limit) => ({
      actions: [...limit.actions],
      currency: limit.currency,
      perAction: limit.perAction,
      cumulative: limit.cumulative && { ...limit.cumulative, used: names.use.get(limit) ?? '0' },
    })),
    approvalRules: terms.approvalRules.map((rule) => ruleView(rule, names)),
    revokers: (JSON.parse(row.revokers) as string[]).map(personOf),
    reason: row.reason,
    extends: row.extendsId,
    createdAt: row.createdAt,
    revokedAt: row.revokedAt,
    revokedBy: row.revokedBySubjectId === null ? null : personOf(row.revokedBySubjectId),
    revokeReason: row.revokeReason,
    mayRevoke: names.mayRevoke,
    isYours: names.isYours,
  };
};
