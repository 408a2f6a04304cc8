import { z } from 'zod';
import { createLogReaderSchema, logReaderViewSchema } from '../../contracts/log-readers.ts';
import { readerScopes } from '../../domain/log-reader.ts';
import { created, idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import type { LogReaders } from './log-readers.ts';

/** Where log readers are administered. */
export const logReadersPath = '/api/v1/admin/log-readers';

/** What readers' tokens are for, below our address: everything of the log has its address below. */
export const auditResource = '/api/smartAgents/audit';

/** Where the resource's metadata is (RFC 9728, 3.1), below our address. */
export const auditMetadataPath = `/.well-known/oauth-protected-resource${auditResource}`;

const forAdmins = { anyOf: [roles.admin] } as const;

/** The routes by which an admin registers and removes log readers. */
export const logReaderRoutes = ({ readers }: { readonly readers: LogReaders }): readonly Route[] => [
  route({
    method: 'get',
    path: logReadersPath,
    permission: forAdmins,
    summary: 'The programs that may read the tool-call log feed, newest first.',
    response: listResponse(logReaderViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await readers.list(tenantId) }),
  }),
  route({
    method: 'post',
    path: logReadersPath,
    permission: forAdmins,
    summary: 'Registers a program that may read the tool-call log feed, and nothing else.',
    body: createLogReaderSchema,
    response: logReaderViewSchema,
    status: 201,
    handle: async ({ body }, context) => created(await readers.create(context, body), logReadersPath),
  }),
  route({
    method: 'post',
    path: `${logReadersPath}/{id}/remove`,
    permission: forAdmins,
    summary: 'Removes a log reader: its tokens open nothing from now on.',
    params: idParams,
    response: logReaderViewSchema,
    handle: async ({ params }, context) => ok(await readers.end(context, params.id)),
  }),
];

/** Who issues readers' tokens, for clients that look it up (RFC 9728). */
export const auditResourceRoute = (publicUrl: string, issuer: string): Route =>
  route({
    method: 'get',
    path: auditMetadataPath,
    permission: 'public',
    summary: 'Who issues tokens for the tool-call log, and which (RFC 9728).',
    response: z.object({
      resource: z.string(),
      resource_name: z.string(),
      authorization_servers: z.array(z.string()),
      scopes_supported: z.array(z.string()),
      bearer_methods_supported: z.array(z.string()),
    }),
    handle: () =>
      Promise.resolve(
        ok({
          ...{ resource: publicUrl + auditResource, resource_name: 'Smart Agents tool-call log', authorization_servers: [issuer] },
          ...{ scopes_supported: Object.values(readerScopes), bearer_methods_supported: ['header'] },
        }),
      ),
  });
