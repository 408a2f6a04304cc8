import { stopsQuerySchema, stopsReportSchema } from '../../contracts/reports.ts';
import { ok, roles, route, type Route } from '../../http/index.ts';
import type { Stops } from './stops.ts';

/** The routes of reports. */
export const reportRoutes = ({ stops }: { readonly stops: Stops }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/reports/stops',
    permission: { anyOf: [roles.admin, roles.auditor, roles.support] },
    summary: 'Where runs stop: refusals by layer and rule, approvals that keep coming back, how long people are waited for.',
    query: stopsQuerySchema,
    response: stopsReportSchema,
    handle: async ({ query }, { tenantId }) => ok(await stops.report(tenantId, query)),
  }),
];
