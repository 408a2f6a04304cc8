import { emailDraftViewSchema } from '../../contracts/outbox.ts';
import { file, idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import type { Drafts } from './drafts.ts';

const forUsers = { anyOf: [roles.user] } as const;

/** The routes of the user's own outbox and files. */
export const outboxRoutes = ({ drafts }: { readonly drafts: Drafts }): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/outbox',
    permission: forUsers,
    summary: 'Your email drafts, newest first.',
    response: listResponse(emailDraftViewSchema),
    handle: async (_input, context) => ok({ value: await drafts.list(context) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/outbox/{id}/message',
    permission: forUsers,
    summary: 'A draft as a message file for your mail program; it counts as opened from then on.',
    params: idParams,
    response: { contentType: 'message/rfc822' },
    handle: async ({ params }, context) => file(await drafts.message(context, params.id)),
  }),
  route({
    method: 'post',
    path: '/api/v1/outbox/{id}/discard',
    permission: forUsers,
    summary: 'Throws a draft away.',
    params: idParams,
    response: emailDraftViewSchema,
    handle: async ({ params }, context) => ok(await drafts.discard(context, params.id)),
  }),
  route({
    method: 'post',
    path: '/api/v1/outbox/{id}/restore',
    permission: forUsers,
    summary: 'Takes a discarded draft back.',
    params: idParams,
    response: emailDraftViewSchema,
    handle: async ({ params }, context) => ok(await drafts.restore(context, params.id)),
  }),
  route({
    method: 'get',
    path: '/api/v1/files/{id}/content',
    permission: forUsers,
    summary: 'The content of one of your files.',
    params: idParams,
    response: { contentType: 'application/pdf' },
    handle: async ({ params }, context) => file(await drafts.file(context, params.id)),
  }),
];
