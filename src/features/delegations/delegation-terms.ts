import type { SmartAgentDelegation } from '../../../entities/index.ts';
import type { ApprovalRule } from '../../domain/approval-rule.ts';
import type { AmountLimit } from '../../domain/delegation.ts';
import type { Row } from '../../kernel/database.ts';

/** What a delegation says beside its dates. */
export interface DelegationTerms {
  /** Tools, or `*`: whatever the agent version links. */
  readonly actions: readonly string[];
  readonly companies: readonly string[];
  /** An OData filter for each entity set whose records it narrows. */
  readonly recordFilters: Readonly<Record<string, string>>;
  readonly limits: readonly AmountLimit[];
  readonly approvalRules: readonly ApprovalRule[];
}

/** The terms of a stored delegation. */
export const termsOf = (row: SmartAgentDelegation): DelegationTerms => ({
  actions: JSON.parse(row.actions) as string[],
  companies: JSON.parse(row.companies) as string[],
  recordFilters: JSON.parse(row.recordFilters) as Record<string, string>,
  limits: JSON.parse(row.limits) as AmountLimit[],
  approvalRules: JSON.parse(row.approvalRules) as ApprovalRule[],
});

/** Terms as the columns keep them. */
export const termColumns = (terms: DelegationTerms): Pick<Row<SmartAgentDelegation>, keyof DelegationTerms> => ({
  actions: JSON.stringify(terms.actions),
  companies: JSON.stringify(terms.companies),
  recordFilters: JSON.stringify(terms.recordFilters),
  limits: JSON.stringify(terms.limits),
  approvalRules: JSON.stringify(terms.approvalRules),
});

/** The terms of a conversation: this company, whatever the agent version links. */
export const conversationTerms = (companyId: string): DelegationTerms => ({
  actions: ['*'],
  companies: [companyId],
  recordFilters: {},
  limits: [],
  approvalRules: [],
});
