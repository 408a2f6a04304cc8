import { errors } from 'oidc-provider';
import type { Provider, ResourceServer, TokenEndpointGrantContext } from 'oidc-provider';
import { authorizationDetailsOf } from './authorization-details.ts';
import type { MachineClients, MachineGrant } from './machine-clients.ts';
import type { ProvedCredential } from './proved-credential.ts';

/** Claims of tokens that are being issued, beyond those of RFC 9068. */
export type ClaimsOfTokens = WeakMap<object, Readonly<Record<string, string>>>;

/** What the grant needs. */
export interface ClientCredentialsOptions {
  readonly clients: MachineClients;
  readonly credentialOf: ProvedCredential;
  readonly claimsOfTokens: ClaimsOfTokens;
  /** What tokens can be for; the first is meant where a request does not say. */
  readonly resources: readonly string[];
  readonly resourceServer: (resource: string) => ResourceServer;
}

type Params = Readonly<Partial<Record<'scope' | 'resource' | 'authorization_details', string>>>;
type Context = TokenEndpointGrantContext<Params>;

const resourceOf = ({ oidc: { params } }: Context, [standard = '', ...others]: readonly string[]): string => {
  const { resource = standard } = params;
  if (resource === standard || others.includes(resource)) return resource;
  throw new errors.InvalidTarget(`tokens are for ${[standard, ...others].join(' or ')}`);
};

const refusalOf = ({ error, reason }: Extract<MachineGrant, { kind: 'refused' }>, scope = ''): Error => {
  switch (error) {
    case 'unauthorized_client':
      return new errors.UnauthorizedClient(reason);
    case 'invalid_scope':
      return new errors.InvalidScope(reason, scope);
    case 'invalid_authorization_details':
      return new errors.InvalidAuthorizationDetails(reason);
  }
};

const grantOf = async (ctx: Context, { clients, credentialOf }: ClientCredentialsOptions): Promise<Extract<MachineGrant, { kind: 'granted' }>> => {
  const { client, params } = ctx.oidc;
  const credential = await credentialOf(ctx);
  if (credential === undefined) throw new errors.InvalidClientAuth('the credential ended meanwhile');
  const grant = await clients.grant({
    clientId: client.clientId,
    credential,
    scopes: (params.scope ?? '').split(' ').filter((scope) => scope !== ''),
    details: authorizationDetailsOf(params.authorization_details),
  });
  if (grant.kind === 'refused') throw refusalOf(grant, params.scope);
  return grant;
};

/**
 * Teaches the provider OAuth's client credentials grant (RFC 6749, 4.4) with the caller's own decision on
 * each request, resource indicators (RFC 8707) and authorization details (RFC 9396).
 */
export const registerClientCredentials = (provider: Provider, options: ClientCredentialsOptions): void => {
  provider.registerGrantType<Params>(
    'client_credentials',
    async (ctx) => {
      const own = await options.clients.find(ctx.oidc.client.clientId);
      const resource = resourceOf(ctx, own?.resources ?? options.resources);
      const grant = await grantOf(ctx, options);
      const scope = grant.scopes.join(' ');
      const token = new provider.ClientCredentials({
        client: ctx.oidc.client,
        scope,
        resourceServer: new provider.ResourceServer(resource, options.resourceServer(resource)),
      });
      if (grant.details.length > 0) token.rar = [...grant.details];
      options.claimsOfTokens.set(token, grant.claims);
      ctx.oidc.entity('ClientCredentials', token);
      ctx.body = {
        access_token: await token.save(),
        token_type: token.tokenType,
        expires_in: token.expiration,
        scope,
        ...(grant.details.length === 0 ? {} : { authorization_details: grant.details }),
      };
    },
    ['scope', 'resource', 'authorization_details'],
  );
};
