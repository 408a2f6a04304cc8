import { z } from 'zod';
import { settledEffectSchema, settleEffectSchema, unsettledEffectSchema } from '../../contracts/unsettled-effects.ts';
import { holdsAny, listResponse, ok, roles, route, type RequestContext, type Route } from '../../http/index.ts';
import type { EffectReader, UnsettledEffects } from './unsettled-effects.ts';

/** Permission sets that see what is unsettled in the whole tenant. */
const overseers = [roles.approver, roles.admin] as const;

const readerOf = ({ tenantId, subject, user }: RequestContext): EffectReader => ({
  tenantId,
  subjectId: subject.id,
  displayName: user.displayName,
  maySeeOthers: holdsAny(user, overseers),
  maySettleOthers: holdsAny(user, [roles.approver]),
});

/** The routes of changes of which nobody knows whether they were made. */
export const unsettledEffectRoutes = ({ effects }: { readonly effects: UnsettledEffects }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/unsettled-effects',
    permission: { anyOf: [roles.user, ...overseers] },
    summary: 'Changes of which nobody knows whether the ERP made them: yours; for approvers and admins, those of everybody.',
    response: listResponse(unsettledEffectSchema),
    handle: async (_input, context) => ok({ value: await effects.list(readerOf(context)) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/unsettled-effects/{approvalId}/settle',
    permission: { anyOf: [roles.user, ...overseers] },
    summary: 'Says what a person found in the ERP; refused as long as the ERP may still be at it.',
    params: z.strictObject({ approvalId: z.uuid() }),
    body: settleEffectSchema,
    response: settledEffectSchema,
    handle: async ({ params, body }, context) => ok(await effects.settle(readerOf(context), params.approvalId, body)),
  }),
];
