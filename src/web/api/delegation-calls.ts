import { z } from 'zod';
import {
  delegableAgentSchema,
  delegationViewSchema,
  nameablePersonSchema,
  type createDelegationSchema,
  type extendDelegationSchema,
} from '../../contracts/delegations.ts';
import { call, listOf, type CallOptions } from './http.ts';

const at = (...parts: string[]) => `/api/v1/${['delegations', ...parts].map(encodeURIComponent).join('/')}`;

/** Delegations the user gave, answers for or may revoke; all of them for whoever oversees the tenant. */
export const fetchDelegations = (options?: CallOptions) => call(at(), listOf(delegationViewSchema), options);
/** One of them. */
export const fetchDelegation = (id: string, options?: CallOptions) => call(at(id), delegationViewSchema, options);
/** Gives an external agent authority. */
export const giveDelegation = (body: z.input<typeof createDelegationSchema>) => call(at(), delegationViewSchema, { method: 'POST', body });
/** Ends one for good. */
export const revokeDelegation = (id: string, reason: string) => call(at(id, 'revoke'), delegationViewSchema, { method: 'POST', body: { reason } });
/** Gives the same authority for longer, as a new delegation. */
export const extendDelegation = (id: string, body: z.input<typeof extendDelegationSchema>) =>
  call(at(id, 'extend'), delegationViewSchema, { method: 'POST', body });
/** Puts the user's sign-in of this moment behind one. */
export const signInForDelegation = (id: string) => call(at(id, 'sign-in'), delegationViewSchema, { method: 'POST' });
/** Takes back the sign-in or the grant behind one. */
export const takeBackSignIn = (id: string) => call(at(id, 'take-back-sign-in'), delegationViewSchema, { method: 'POST' });
/** Where the browser goes for a grant that lasts: through the identity provider, and back to the delegation. */
export const grantAddress = (id: string): string => `/auth/grant?${new URLSearchParams({ for: id, returnTo: `/delegations/${id}` }).toString()}`;

/** The external agents the user may give authority to. */
export const fetchDelegableAgents = (options?: CallOptions) => call('/api/v1/external-agents', listOf(delegableAgentSchema), options);
/** The people beside the user that a delegation can name. */
export const fetchPeople = (options?: CallOptions) => call('/api/v1/people', listOf(nameablePersonSchema), options);
/** The names of the tenant's conditions. */
export const fetchConditionNames = (options?: CallOptions) => call('/api/v1/conditions', listOf(z.strictObject({ name: z.string() })), options);
