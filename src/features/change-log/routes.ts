import { z } from 'zod';
import { changeLogViewSchema } from '../../contracts/admin.ts';
import { listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import type { ChangeLog } from './change-log.ts';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int('A whole number.').min(1).max(200).default(50),
  after: z.uuid().optional(),
});

/** The route of the change log. */
export const changeLogRoutes = (parts: { readonly changeLog: ChangeLog }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/changeLog',
    permission: { anyOf: [roles.admin] },
    summary: 'Who changed which setting, from what to what; newest first.',
    query: pageQuery,
    response: listResponse(changeLogViewSchema),
    handle: async ({ query }, { tenantId }) => ok(await parts.changeLog.page(tenantId, query)),
  }),
];
