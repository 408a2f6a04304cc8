export { delegationState, Delegations, sessionDelegation, type DelegationStanding } from './delegations.ts';
export { DelegationStore, type DelegationRow } from './delegation-store.ts';
export { termsOf } from './delegation-terms.ts';
export { ruleView, type NamedPerson } from './delegation-view.ts';
export { limitLock, limitUse } from './limit-use.ts';
export { peopleById, type PeopleById } from './people-by-id.ts';
export { delegationRoutes } from './routes.ts';
export { StandingDelegations } from './standing-delegations.ts';
