import { z } from 'zod';
import { executionQuerySchema, executionSummarySchema, executionViewSchema } from '../../contracts/executions.ts';
import { holdsAny, listResponse, ok, roles, route, type RequestContext, type Route } from '../../http/index.ts';
import type { ExecutionReader, Executions } from './executions.ts';

/** Permission sets that see every run of the tenant; a user sees her own. */
const overseers = [roles.admin, roles.auditor, roles.support, roles.approver] as const;

const readerOf = ({ tenantId, subject, user }: RequestContext): ExecutionReader => ({
  tenantId,
  subjectId: subject.id,
  maySeeOthers: holdsAny(user, overseers),
});

/** The routes of executions. */
export const executionRoutes = ({ executions }: { readonly executions: Executions }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/executions',
    permission: { anyOf: [roles.user, ...overseers] },
    summary: 'Workflow runs, newest first; also found by a document or record that they touched.',
    query: executionQuerySchema,
    response: listResponse(executionSummarySchema),
    handle: async ({ query }, context) => ok(await executions.list(readerOf(context), query)),
  }),
  route({
    method: 'get',
    path: '/api/v1/executions/{reference}',
    permission: { anyOf: [roles.user, ...overseers] },
    summary: 'One workflow run and everything that belongs to it.',
    params: z.strictObject({ reference: z.string().max(40) }),
    response: executionViewSchema,
    handle: async ({ params }, context) => ok(await executions.get(readerOf(context), params.reference)),
  }),
];
