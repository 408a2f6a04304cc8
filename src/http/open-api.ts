import { z } from 'zod';
import { problemSchema } from '../contracts/problem.ts';
import type { AgentScope } from '../domain/agent-token.ts';
import { problemContentType } from './problem.ts';
import { readerScopes } from '../domain/log-reader.ts';
import type { Permission, ResponseShape, Route } from './route.ts';

const agentScopeTexts: Readonly<Record<AgentScope, string>> = {
  'agent.read': 'See who one is and what there is.',
  'agent.act': 'Have something done under the delegation that the token names.',
};

type JsonObject = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject;
  return rest;
};

const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): readonly JsonObject[] => {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, JsonObject>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const ifMatch: JsonObject = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The revision the change was made on.',
  schema: { type: 'string' },
};

const contentOf = (shape: ResponseShape): JsonObject =>
  shape instanceof z.ZodType ? { 'application/json': { schema: schemaOf(shape, 'output') } } : { [shape.contentType]: {} };

const waits = 'Done as far as it widens nothing; the rest waits for a second admin, at the address in Location.';

const responsesOf = ({ response, status = 200, mayWait }: Route): JsonObject => ({
  [String(status)]: { description: 'Done.', ...(response === undefined ? {} : { content: contentOf(response) }) },
  ...(mayWait === true && response !== undefined ? { 202: { description: waits, content: contentOf(response) } } : {}),
  default: { $ref: '#/components/responses/Problem' },
});

const isForAgents = (permission: Permission): permission is Extract<Permission, { agent: unknown }> =>
  typeof permission === 'object' && 'agent' in permission;

const isForReaders = (permission: Permission): permission is Extract<Permission, { orClient: unknown }> =>
  typeof permission === 'object' && 'orClient' in permission;

const securityOf = (permission: Permission, method: string): readonly JsonObject[] => {
  if (permission === 'public') return [];
  if (isForAgents(permission)) return [{ agentToken: [permission.agent] }];
  const people: readonly JsonObject[] = [method === 'get' ? { session: [] } : { session: [], csrf: [] }];
  return isForReaders(permission) ? [...people, { readerToken: [permission.orClient] }] : people;
};

const permissionText = (permission: Permission): string => {
  if (permission === 'public') return 'Open to everyone.';
  if (isForAgents(permission)) return `For external agents with a token of the scope ${permission.agent}.`;
  if (permission === 'signed-in') return 'For everyone who is signed in.';
  const client = isForReaders(permission) ? `, or a service client's token of the scope ${permission.orClient}` : '';
  return `Needs ${permission.anyOf.join(' or ')}${client}.`;
};

const operationOf = (route: Route): JsonObject => ({
  summary: route.summary,
  description: permissionText(route.permission),
  parameters: [
    ...parametersOf(route.params, 'path'),
    ...parametersOf(route.query === 'raw' ? undefined : route.query, 'query'),
    ...(route.needsRevision === true ? [ifMatch] : []),
  ],
  ...(route.body === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }),
  responses: responsesOf(route),
  security: securityOf(route.permission, route.method),
});

const pathsOf = (routes: readonly Route[]): JsonObject => {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route);
  return paths;
};

/** The description of a route table (OpenAPI 3.1), made from the same schemas that validate. */
export const openApiDocument = (routes: readonly Route[], version: string): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Smart Agents', version, description: 'Errors are problem details (RFC 9457) unless a route says otherwise.' },
  paths: pathsOf(routes),
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'The cookie that signing in sets.' },
      agentToken: {
        type: 'oauth2',
        description: 'A token of an external agent (OAuth 2.1 client credentials), with the client secret or by private_key_jwt.',
        flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: agentScopeTexts } },
      },
      readerToken: {
        type: 'oauth2',
        description: 'A token of a log reader (OAuth 2.1 client credentials).',
        flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: { [readerScopes.read]: 'Read the tool-call log feed, and nothing else.' } } },
      },
      csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'The token of GET /auth/session.' },
    },
    responses: {
      Problem: {
        description: 'What went wrong, and what would help.',
        content: { [problemContentType]: { schema: schemaOf(problemSchema, 'output') } },
      },
    },
  },
});
