import { erasureViewSchema, requestErasureSchema } from '../../contracts/erasures.ts';
import { accepted, created, idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import type { ErasureRequests } from './erasure-requests.ts';

const address = '/api/v1/erasures';
const toRead = { anyOf: [roles.admin, roles.auditor] } as const;

/** The routes of erasures. */
export const erasureRoutes = ({ requests }: { readonly requests: ErasureRequests }): readonly Route[] => [
  route({
    method: 'get',
    path: address,
    permission: toRead,
    summary: 'Erasures of people, the latest first: where each is, what defers it, what it deleted.',
    response: listResponse(erasureViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await requests.list(tenantId) }),
  }),
  route({
    method: 'post',
    path: address,
    permission: { anyOf: [roles.admin] },
    summary: 'Asks for a person’s erasure, which cannot be undone; it waits for a second admin where there is one.',
    body: requestErasureSchema,
    response: erasureViewSchema,
    status: 201,
    mayWait: true,
    handle: async ({ body }, context) => {
      const { view } = await requests.request(context, body);
      const at = `${address}/${view.id}`;
      return view.state === 'waiting' ? accepted(view, at) : created(view, at);
    },
  }),
  route({
    method: 'get',
    path: `${address}/{id}`,
    permission: toRead,
    summary: 'One erasure: how far it is, and the rows it deleted, by table.',
    params: idParams,
    response: erasureViewSchema,
    handle: async ({ params }, { tenantId }) => ok(await requests.get(tenantId, params.id)),
  }),
];
