import { z } from 'zod';
import { retentionPeriodsSchema, retentionRunSchema } from '../../contracts/retention.ts';
import { accepted, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import type { RetentionRuns } from './retention-runs.ts';
import type { Retention } from './retention.ts';

const query = z.strictObject({ limit: z.coerce.number().int('A whole number.').min(1).max(200).default(30) });

/** The routes of retention. */
export const retentionRoutes = ({ retention, runs }: { readonly retention: Retention; readonly runs: RetentionRuns }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/retention',
    permission: { anyOf: [roles.admin, roles.auditor] },
    summary: 'For how long the log and conversations are kept, and from when on a shorter period holds.',
    response: retentionPeriodsSchema,
    handle: async (_input, { tenantId }) => ok(await runs.periods(tenantId)),
  }),
  route({
    method: 'get',
    path: '/api/v1/retention/runs',
    permission: { anyOf: [roles.admin, roles.auditor] },
    summary: 'What retention removed, run by run, newest first; the one under way with what it has removed so far.',
    query,
    response: listResponse(retentionRunSchema),
    handle: async (input, { tenantId }) => ok({ value: await runs.list(tenantId, input.query.limit) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/retention/runs',
    permission: { anyOf: [roles.admin] },
    summary: 'Removes now what is older than its period, as every night; answers with the runs while the work goes on.',
    response: listResponse(retentionRunSchema),
    handle: async (_input, { tenantId, subject }) => {
      await retention.start(tenantId, subject.id);
      return accepted({ value: await runs.list(tenantId, 1) }, '/api/v1/retention/runs');
    },
  }),
];
