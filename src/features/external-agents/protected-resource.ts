import { z } from 'zod';
import { agentScopes } from '../../domain/agent-token.ts';
import { ok, route, type Route } from '../../http/index.ts';
import { delegationType } from './named-delegation.ts';
import { agentResources, resourceUrl, type AgentResource, type TokenIssuer } from './token-issuer.ts';

const metadataSchema = z.strictObject({
  resource: z.url(),
  resource_name: z.string(),
  authorization_servers: z.array(z.url()),
  scopes_supported: z.array(z.string()),
  bearer_methods_supported: z.array(z.string()),
  authorization_details_types_supported: z.array(z.string()).optional(),
});

const names: Readonly<Record<AgentResource, string>> = { agent: 'Smart Agents, agent API', mcp: 'Smart Agents, Model Context Protocol' };

/** Where a resource's metadata is: the well-known path goes before the resource's own (RFC 9728, 3.1). */
export const metadataPath = (resource: AgentResource): string => `/.well-known/oauth-protected-resource/${resource}`;

/** What a client has to know to get a token for a resource (RFC 9728, 2). */
const metadataOf = (resource: AgentResource, publicUrl: string, from: TokenIssuer): z.infer<typeof metadataSchema> => ({
  resource: resourceUrl(publicUrl, resource),
  resource_name: names[resource],
  authorization_servers: [from.issuer],
  scopes_supported: Object.values(agentScopes),
  bearer_methods_supported: ['header'],
  ...(from.kind === 'own' ? { authorization_details_types_supported: [delegationType] } : {}),
});

/** The routes of the protected-resource metadata. */
export const protectedResourceRoutes = (publicUrl: string, from: TokenIssuer): readonly Route[] =>
  agentResources.map((resource) =>
    route({
      method: 'get',
      path: metadataPath(resource),
      permission: 'public',
      summary: `Who issues tokens for /${resource}, and which (RFC 9728).`,
      response: metadataSchema,
      handle: () => Promise.resolve(ok(metadataOf(resource, publicUrl, from))),
    }),
  );
