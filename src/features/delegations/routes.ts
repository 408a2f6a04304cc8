import {
  createDelegationSchema,
  delegableAgentSchema,
  delegationViewSchema,
  extendDelegationSchema,
  nameablePersonSchema,
  revokeDelegationSchema,
} from '../../contracts/delegations.ts';
import { created, holdsAny, idParams, listResponse, ok, roles, route, type RequestContext, type Route } from '../../http/index.ts';
import type { Delegator, StandingDelegations } from './standing-delegations.ts';

const address = '/api/v1/delegations';
const forGivers = { anyOf: [roles.user, roles.admin] } as const;
const forReaders = { anyOf: [roles.user, roles.approver, roles.admin, roles.auditor, roles.support] } as const;
const forRevokers = { anyOf: [roles.user, roles.approver, roles.admin] } as const;

const delegatorOf = ({ tenantId, subject, user, signIn }: RequestContext): Delegator => ({
  ...{ tenantId, subject, user, signIn },
  isUser: holdsAny(user, [roles.user]),
  isAdmin: holdsAny(user, [roles.admin]),
  seesAll: holdsAny(user, [roles.admin, roles.auditor, roles.support]),
});

/** What the routes of delegations need. */
export interface DelegationRouteParts {
  readonly delegations: StandingDelegations;
}

/** What is looked up before authority is given. */
const choiceRoutes = ({ delegations }: DelegationRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/external-agents',
    permission: forGivers,
    summary: 'The active external agents you may give authority to, with their tools.',
    response: listResponse(delegableAgentSchema),
    handle: async (_input, context) => ok({ value: await delegations.agents(delegatorOf(context)) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/people',
    permission: forGivers,
    summary: 'The people beside you that a delegation can name: names only.',
    response: listResponse(nameablePersonSchema),
    handle: async (_input, context) => ok({ value: await delegations.people(delegatorOf(context)) }),
  }),
];

/** The routes of delegations. */
export const delegationRoutes = (parts: DelegationRouteParts): readonly Route[] => {
  const { delegations } = parts;
  return [
    ...choiceRoutes(parts),
    route({
      method: 'get',
      path: address,
      permission: forReaders,
      summary: 'Delegations you gave, answer for or may revoke, newest first; all of them for whoever oversees the tenant.',
      response: listResponse(delegationViewSchema),
      handle: async (_input, context) => ok({ value: await delegations.list(delegatorOf(context)) }),
    }),
    route({
      method: 'post',
      path: address,
      permission: forGivers,
      summary: 'Gives an external agent authority, within limits and no more than your own, or than that of a service you own.',
      body: createDelegationSchema,
      response: delegationViewSchema,
      status: 201,
      handle: async ({ body }, context) => {
        const view = await delegations.give(delegatorOf(context), body);
        return created(view, `${address}/${view.id}`);
      },
    }),
    route({
      method: 'get',
      path: `${address}/{id}`,
      permission: forReaders,
      summary: 'One delegation, with what of its limits is used.',
      params: idParams,
      response: delegationViewSchema,
      handle: async ({ params }, context) => ok(await delegations.view(delegatorOf(context), params.id)),
    }),
    route({
      method: 'post',
      path: `${address}/{id}/revoke`,
      permission: forRevokers,
      summary: 'Ends a delegation for good, at once; what waits under it is withdrawn.',
      params: idParams,
      body: revokeDelegationSchema,
      response: delegationViewSchema,
      handle: async ({ params, body }, context) => ok(await delegations.revoke(delegatorOf(context), params.id, body.reason)),
    }),
    route({
      method: 'post',
      path: `${address}/{id}/extend`,
      permission: forGivers,
      summary: 'Gives the same authority for longer, as a new delegation.',
      params: idParams,
      body: extendDelegationSchema,
      response: delegationViewSchema,
      status: 201,
      handle: async ({ params, body }, context) => {
        const view = await delegations.extend(delegatorOf(context), params.id, body);
        return created(view, `${address}/${view.id}`);
      },
    }),
    route({
      method: 'post',
      path: `${address}/{id}/sign-in`,
      permission: forGivers,
      summary: 'Puts your sign-in of this moment behind a delegation whose earlier one has ended.',
      params: idParams,
      response: delegationViewSchema,
      handle: async ({ params }, context) => ok(await delegations.signIn(delegatorOf(context), params.id)),
    }),
  ];
};
