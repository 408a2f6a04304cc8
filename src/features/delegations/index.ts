export { Delegations, sessionDelegation, type DelegationStanding } from './delegations.ts';
