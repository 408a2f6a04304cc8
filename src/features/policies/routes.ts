import { z } from 'zod';
import {
  conditionViewSchema,
  createConditionSchema,
  createPolicySchema,
  policyViewSchema,
  updateConditionSchema,
  updatePolicySchema,
} from '../../contracts/policies.ts';
import { created, idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { Conditions } from './conditions.ts';
import type { Policies } from './policies.ts';

const forAdmins = { anyOf: [roles.admin] } as const;

/** What the routes of the tenant's policy need. */
export interface PolicyRouteParts {
  readonly conditions: Conditions;
  readonly policies: Policies;
}

const conditionRoutes = ({ conditions }: PolicyRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/conditions',
    permission: { anyOf: [roles.user, roles.admin] },
    summary: 'The names of the conditions that rules of a delegation can look at.',
    response: listResponse(z.strictObject({ name: z.string() })),
    handle: async (_input, { tenantId }) => ok({ value: (await conditions.list(tenantId)).map(({ name }) => ({ name })) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/admin/conditions',
    permission: forAdmins,
    summary: 'The tenant’s named conditions, over records that changes rest on.',
    response: listResponse(conditionViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await conditions.list(tenantId) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/conditions',
    permission: forAdmins,
    summary: 'Names a condition.',
    body: createConditionSchema,
    response: conditionViewSchema,
    status: 201,
    handle: async ({ body }, context) => {
      const condition = await conditions.create(context, body);
      return created(condition, `/api/v1/admin/conditions/${condition.id}`);
    },
  }),
  route({
    method: 'patch',
    path: '/api/v1/admin/conditions/{id}',
    permission: forAdmins,
    summary: 'Changes what a condition means; where a rule looks at it, that waits for a second admin.',
    params: idParams,
    body: updateConditionSchema,
    needsRevision: true,
    mayWait: true,
    response: conditionViewSchema,
    handle: async ({ params, body, revision }, context) => changeReply(await conditions.update(context, params.id, { ...body, revision })),
  }),
];

/** The routes of the tenant's policy. */
export const policyRoutes = (parts: PolicyRouteParts): readonly Route[] => [
  ...conditionRoutes(parts),
  route({
    method: 'get',
    path: '/api/v1/admin/policies',
    permission: forAdmins,
    summary: 'The tenant’s own rules that ask for review, whatever agent acts.',
    response: listResponse(policyViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await parts.policies.list(tenantId) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/policies',
    permission: forAdmins,
    summary: 'Adds a rule; it takes effect on the next call.',
    body: createPolicySchema,
    response: policyViewSchema,
    status: 201,
    handle: async ({ body }, context) => {
      const policy = await parts.policies.create(context, body);
      return created(policy, `/api/v1/admin/policies/${policy.id}`);
    },
  }),
  route({
    method: 'patch',
    path: '/api/v1/admin/policies/{id}',
    permission: forAdmins,
    summary: 'Changes a rule; what asks less waits for a second admin.',
    params: idParams,
    body: updatePolicySchema,
    needsRevision: true,
    mayWait: true,
    response: policyViewSchema,
    handle: async ({ params, body, revision }, context) => changeReply(await parts.policies.update(context, params.id, { revision, patch: body })),
  }),
];
