import { templateViewSchema, updateTemplateSchema } from '../../contracts/admin.ts';
import { idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { Templates } from './templates.ts';

const forAdmins = { anyOf: [roles.admin] } as const;

/** The routes of templates. */
export const templateRoutes = ({ templates }: { readonly templates: Templates }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/templates',
    permission: forAdmins,
    summary: 'Every template, with the agents made from it.',
    response: listResponse(templateViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await templates.list(tenantId) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/admin/templates/{id}',
    permission: forAdmins,
    summary: 'One template.',
    params: idParams,
    response: templateViewSchema,
    handle: async ({ params }, { tenantId }) => ok(await templates.get(tenantId, params.id)),
  }),
  route({
    method: 'patch',
    path: '/api/v1/admin/templates/{id}',
    permission: forAdmins,
    summary: 'Replaces a template’s tool links; takes effect on the next call of every agent made from it.',
    params: idParams,
    body: updateTemplateSchema,
    needsRevision: true,
    mayWait: true,
    response: templateViewSchema,
    handle: async ({ params, body, revision }, context) => changeReply(await templates.update(context, params.id, { revision, ...body })),
  }),
];
