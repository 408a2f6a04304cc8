import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as openid from 'openid-client';
import { AppError } from '../../kernel/errors.ts';

/** The interfaces agents reach, each the audience of tokens of its own (RFC 8707): `/agent` and `/mcp` below our address. */
export const agentResources = ['agent', 'mcp'] as const;
export type AgentResource = (typeof agentResources)[number];

/** Who issues the tokens that external agents come with. */
export type TokenIssuer =
  /** Our own token endpoint: tokens are for one resource, by its address. */
  | { readonly kind: 'own'; readonly issuer: string }
  /** Microsoft Entra ID: app-only tokens for our registration there. */
  | { readonly kind: 'entra'; readonly issuer: string; readonly clientId: string };

/** The identifier of a resource (RFC 8707, RFC 9728). */
export const resourceUrl = (publicUrl: string, resource: AgentResource): string => `${publicUrl}/${resource}`;

/** What `iss` may be. Entra's v1.0 tokens, its default for an API, have one of their own for the same directory. */
export const issuersOf = ({ kind, issuer }: TokenIssuer): readonly string[] => {
  if (kind === 'own') return [issuer];
  const directory = /^https:\/\/login\.microsoftonline\.com\/([0-9a-f-]{36})\/v2\.0\/?$/.exec(issuer)?.[1];
  return directory === undefined ? [issuer] : [issuer, `https://sts.windows.net/${directory}/`];
};

/** What `aud` may be: the resource itself; at Entra our client id (v2.0 tokens) or its application id URI (v1.0). */
export const audiencesOf = (from: TokenIssuer, resource: string): readonly string[] =>
  from.kind === 'own' ? [resource] : [from.clientId, `api://${from.clientId}`];

const timeoutSeconds = 10;

const discover = async ({ kind, issuer }: TokenIssuer): Promise<JWTVerifyGetKey> => {
  const configuration = await openid.discovery(new URL(issuer), 'smart-agents', undefined, openid.None(), {
    algorithm: kind === 'own' ? 'oauth2' : 'oidc',
    timeout: timeoutSeconds,
    execute: issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [],
  });
  const address = configuration.serverMetadata().jwks_uri;
  if (address === undefined) throw new Error('the issuer publishes no keys');
  return createRemoteJWKSet(new URL(address));
};

/**
 * The issuer's keys, found by its metadata at first need and kept; jose loads them again when a token names one
 * that is not among them. A failure is not kept. Fails with `bad_gateway`.
 */
export const issuerKeys = (from: TokenIssuer): (() => Promise<JWTVerifyGetKey>) => {
  let known: Promise<JWTVerifyGetKey> | undefined;
  return () => {
    known ??= discover(from).catch((cause: unknown) => {
      known = undefined;
      throw new AppError('bad_gateway', 'The issuer of the tokens cannot be reached.', { remedy: 'Try again in a moment.', cause });
    });
    return known;
  };
};
