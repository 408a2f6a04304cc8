import { z } from 'zod';
import { executionViewSchema } from '../../contracts/executions.ts';
import { holdsAny, ok, roles, route, type Route } from '../../http/index.ts';
import type { Executions } from './executions.ts';

/** Permission sets that see every run of the tenant; a user sees her own. */
const overseers = [roles.admin, roles.auditor, roles.support, roles.approver] as const;

/** The route of executions. */
export const executionRoutes = ({ executions }: { readonly executions: Executions }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/executions/{reference}',
    permission: { anyOf: [roles.user, ...overseers] },
    summary: 'One workflow run and everything that belongs to it.',
    params: z.strictObject({ reference: z.string().max(40) }),
    response: executionViewSchema,
    handle: async ({ params }, { tenantId, subject, user }) =>
      ok(await executions.get({ tenantId, subjectId: subject.id, maySeeOthers: holdsAny(user, overseers) }, params.reference)),
  }),
];
