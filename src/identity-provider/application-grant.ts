import { errors } from 'oidc-provider';
import type { Provider } from 'oidc-provider';
import type { ProviderApplication } from './application.ts';
import type { ClaimsOfTokens } from './client-credentials-grant.ts';
import type { ProviderAlgorithm } from './keys.ts';
import { erpResource, erpResourceServer, erpScope } from './resources.ts';

/** What the grant needs to know and to leave behind. */
export interface ApplicationGrantOptions {
  readonly applications: readonly ProviderApplication[];
  /** Where the claims find the account of a token being issued. */
  readonly claimsOfTokens: ClaimsOfTokens;
  readonly alg: ProviderAlgorithm;
}

type Params = Readonly<Partial<Record<'scope' | 'resource', string>>>;

/**
 * Teaches the provider OAuth's client credentials grant (RFC 6749, 4.4) for applications: a token for the ERP, good for ten
 * minutes, that speaks for the application's own account there and for nobody else's.
 */
export const registerApplicationGrant = (provider: Provider, { applications, claimsOfTokens, alg }: ApplicationGrantOptions): void => {
  const resourceServer = new provider.ResourceServer(erpResource, erpResourceServer(alg));
  provider.registerGrantType<Params>(
    'client_credentials',
    async (ctx) => {
      const { client, params } = ctx.oidc;
      const application = applications.find(({ clientId }) => clientId === client.clientId);
      if (!application) throw new errors.UnauthorizedClient('this client has no account of its own');
      if (params.scope !== undefined && params.scope !== erpScope) throw new errors.InvalidScope(`the only scope is ${erpScope}`, params.scope);
      if (params.resource !== undefined && params.resource !== erpResource) throw new errors.InvalidTarget(`tokens are for ${erpResource} only`);
      const token = new provider.ClientCredentials({ client, scope: erpScope, resourceServer });
      claimsOfTokens.set(token, { oid: application.oid, tid: application.tid });
      ctx.oidc.entity('ClientCredentials', token);
      ctx.body = { access_token: await token.save(), token_type: token.tokenType, expires_in: token.expiration, scope: erpScope };
    },
    ['scope', 'resource'],
  );
};
