import { createServicePrincipalSchema, servicePrincipalViewSchema, updateServicePrincipalSchema } from '../../contracts/service-principals.ts';
import { created, holdsAny, idParams, listResponse, ok, roles, route, type RequestContext, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { ServicePrincipals, ServiceViewer } from './service-principals.ts';

const forAdmins = { anyOf: [roles.admin] } as const;
const viewerOf = ({ tenantId, subject, user }: RequestContext): ServiceViewer => ({ tenantId, subject, isAdmin: holdsAny(user, [roles.admin]) });

/** The routes of services that delegate. */
export const servicePrincipalRoutes = ({ services }: { readonly services: ServicePrincipals }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/service-principals',
    permission: { anyOf: [roles.user, roles.admin] },
    summary: 'The services that delegate, those you own; all of them for admins.',
    response: listResponse(servicePrincipalViewSchema),
    handle: async (_input, context) => ok({ value: await services.list(viewerOf(context)) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/service-principals',
    permission: forAdmins,
    summary: 'Registers a service that is to delegate; it acts for nobody before it is made active.',
    body: createServicePrincipalSchema,
    response: servicePrincipalViewSchema,
    status: 201,
    handle: async ({ body }, context) => created(await services.create(viewerOf(context), body), '/api/v1/service-principals'),
  }),
  route({
    method: 'patch',
    path: '/api/v1/admin/service-principals/{id}',
    permission: forAdmins,
    summary: 'Changes a service that delegates; letting it act, and another owner, wait for a second admin.',
    params: idParams,
    body: updateServicePrincipalSchema,
    needsRevision: true,
    mayWait: true,
    response: servicePrincipalViewSchema,
    handle: async ({ params, body, revision }, context) =>
      changeReply(await services.update(viewerOf(context), params.id, { revision, patch: body })),
  }),
];
