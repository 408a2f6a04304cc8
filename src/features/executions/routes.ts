import { z } from 'zod';
import { executionQuerySchema, executionSummarySchema, executionViewSchema } from '../../contracts/executions.ts';
import { file, holdsAny, listResponse, ok, roles, route, type RequestContext, type Route } from '../../http/index.ts';
import type { EvidenceExport } from './evidence.ts';
import type { ExecutionReader, Executions } from './executions.ts';

/** Permission sets that see every run of the tenant; a user sees her own, and those of her services. */
const overseers = [roles.admin, roles.auditor, roles.support, roles.approver] as const;

const readerOf = ({ tenantId, subject, user }: RequestContext): ExecutionReader => ({
  tenantId,
  subjectId: subject.id,
  maySeeOthers: holdsAny(user, overseers),
});

const referenceParams = z.strictObject({ reference: z.string().max(40) });
const json = 'application/json';

/** What the routes of executions stand on. */
export interface ExecutionRouteParts {
  readonly executions: Executions;
  readonly evidence: EvidenceExport;
}

/** The routes of executions. */
export const executionRoutes = ({ executions, evidence }: ExecutionRouteParts): readonly Route[] => [
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
    params: referenceParams,
    response: executionViewSchema,
    handle: async ({ params }, context) => ok(await executions.get(readerOf(context), params.reference)),
  }),
  route({
    method: 'get',
    path: '/api/v1/executions/{reference}/evidence',
    permission: { anyOf: overseers },
    summary:
      'A signed file that proves a workflow run: its story, its records as they were hashed, their places in the signed log. Noted in the change log.',
    params: referenceParams,
    response: { contentType: json },
    handle: async ({ params }, context) => {
      const { fileName, text } = await evidence.file(context, readerOf(context), params.reference);
      return file({ fileName, contentType: json, disposition: 'attachment', bytes: Buffer.from(text, 'utf8') });
    },
  }),
];
