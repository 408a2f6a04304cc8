export { delegationState, Delegations, sessionDelegation, type DelegationStanding } from './delegations.ts';
export { termColumns, termsOf, type DelegationTerms } from './delegation-terms.ts';
