export { Delegations, sessionDelegation, type DelegationStanding } from './delegations.ts';
export { delegationByService, type GivingServiceIds } from './delegation-by-service.ts';
export { DelegationStore, type DelegationRow } from './delegation-store.ts';
export { termsOf, type DelegationTerms } from './delegation-terms.ts';
export { filterFault, isFilter, type ErpFilterFault, type FilterFault, type FilterFaults } from './filter-fault.ts';
export { limitLock, limitUse } from './limit-use.ts';
export { delegationRoutes } from './routes.ts';
export { ruleProblems, ruleView, storedApprover } from './rules-on-the-wire.ts';
export { StandingDelegations } from './standing-delegations.ts';
