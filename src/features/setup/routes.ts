import { setupViewSchema, updateSetupSchema } from '../../contracts/admin.ts';
import { ok, roles, route, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { Setup } from './setup.ts';

const forAdmins = { anyOf: [roles.admin] } as const;

/** The routes of the setup. */
export const setupRoutes = ({ setup }: { readonly setup: Setup }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/setup',
    permission: forAdmins,
    summary: 'The tenant’s defaults.',
    response: setupViewSchema,
    handle: async (_input, { tenantId }) => ok(await setup.get(tenantId)),
  }),
  route({
    method: 'patch',
    path: '/api/v1/admin/setup',
    permission: forAdmins,
    summary: 'Changes the tenant’s defaults.',
    body: updateSetupSchema,
    needsRevision: true,
    mayWait: true,
    response: setupViewSchema,
    handle: async ({ body, revision }, context) => changeReply(await setup.update(context, { revision, patch: body })),
  }),
];
