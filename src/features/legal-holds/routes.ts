import { legalHoldViewSchema, liftLegalHoldSchema, setLegalHoldSchema } from '../../contracts/legal-holds.ts';
import { created, idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { LegalHolds } from './legal-holds.ts';

const address = '/api/v1/legal-holds';
const forAdmins = { anyOf: [roles.admin] } as const;

/** The routes of legal holds. */
export const legalHoldRoutes = ({ holds }: { readonly holds: LegalHolds }): readonly Route[] => [
  route({
    method: 'get',
    path: address,
    permission: { anyOf: [roles.admin, roles.auditor] },
    summary: 'Legal holds, the latest first: what each keeps from being deleted, since when and why; lifted ones too.',
    response: listResponse(legalHoldViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await holds.list(tenantId) }),
  }),
  route({
    method: 'post',
    path: address,
    permission: forAdmins,
    summary: 'Sets a legal hold on a user, an agent, a document or a period: nothing it covers is deleted from now on.',
    body: setLegalHoldSchema,
    response: legalHoldViewSchema,
    status: 201,
    handle: async ({ body }, context) => {
      const hold = await holds.set(context, body);
      return created(hold, `${address}/${hold.id}`);
    },
  }),
  route({
    method: 'get',
    path: `${address}/{id}`,
    permission: { anyOf: [roles.admin, roles.auditor] },
    summary: 'One legal hold.',
    params: idParams,
    response: legalHoldViewSchema,
    handle: async ({ params }, { tenantId }) => ok(await holds.get(tenantId, params.id)),
  }),
  route({
    method: 'post',
    path: `${address}/{id}/lift`,
    permission: forAdmins,
    summary: 'Lifts a legal hold; that waits for a second admin where there is one. What it deferred goes on by itself.',
    params: idParams,
    body: liftLegalHoldSchema,
    mayWait: true,
    response: legalHoldViewSchema,
    handle: async ({ params, body }, context) => changeReply(await holds.lift(context, params.id, body.reason)),
  }),
];
