import { missedLookupQuerySchema, missedLookupSchema } from '../../contracts/missed-lookups.ts';
import { listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import type { MissedLookups } from './missed-lookups.ts';

/** The route of what was asked for and is not there. */
export const missedLookupRoutes = ({ missed }: { readonly missed: MissedLookups }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/missedLookups',
    permission: { anyOf: [roles.auditor, roles.admin] },
    summary: 'Who asked for things that are not there for your organisation; newest first.',
    query: missedLookupQuerySchema,
    response: listResponse(missedLookupSchema),
    handle: async ({ query }, { tenantId }) => ok(await missed.page(tenantId, query)),
  }),
];
