import { z } from 'zod';
import { decidePendingChangeSchema, pendingChangeViewSchema } from '../../contracts/pending-changes.ts';
import { pendingChangeStatuses } from '../../domain/second-admin.ts';
import { accepted, idParams, listResponse, ok, roles, route, type Reply, type Route } from '../../http/index.ts';
import type { PendingChanges } from './pending-changes.ts';

const forAdmins = { anyOf: [roles.admin] } as const;
const address = '/api/v1/admin/pending-changes';

const filter = z.strictObject({
  status: z.enum(pendingChangeStatuses).optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.string().max(80).optional(),
});

/** The answer to a change of a setting: 200, or 202 with the address of the part that waits for a second admin. */
export const changeReply = ({ view, waiting }: { readonly view: object; readonly waiting: string | null }): Reply =>
  waiting === null ? ok(view) : accepted(view, `${address}/${waiting}`);

/** The routes of changes that wait for a second admin. */
export const pendingChangeRoutes = ({ pendingChanges }: { readonly pendingChanges: PendingChanges }): readonly Route[] => [
  route({
    method: 'get',
    path: address,
    permission: forAdmins,
    summary: 'Changes that widen and wait for a second admin, and what became of them; the newest 200.',
    query: filter,
    response: listResponse(pendingChangeViewSchema),
    handle: async ({ query }, context) => ok({ value: await pendingChanges.list(context, query) }),
  }),
  route({
    method: 'get',
    path: `${address}/{id}`,
    permission: forAdmins,
    summary: 'One change that waits, or waited, for a second admin.',
    params: idParams,
    response: pendingChangeViewSchema,
    handle: async ({ params }, context) => ok(await pendingChanges.get(context, params.id)),
  }),
  route({
    method: 'post',
    path: `${address}/{id}/decision`,
    permission: forAdmins,
    summary: 'Approves or rejects a change that somebody else asked for, or withdraws one’s own.',
    params: idParams,
    body: decidePendingChangeSchema,
    response: pendingChangeViewSchema,
    handle: async ({ params, body }, context) => ok(await pendingChanges.decide(context, params.id, body)),
  }),
];
