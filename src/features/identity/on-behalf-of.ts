import type { Configuration } from '@azure/msal-node';
import { clientSigner } from './client-assertion.ts';
import type { ErpExchange, ErpExchangeOptions, ErpToken } from './erp-exchange.ts';
import { keptTokenCache } from './kept-token-cache.ts';
import type { TokenCacheOptions } from './kept-token-cache.ts';
import { msalAuthority } from './msal-authority.ts';
import { msalNetwork } from './msal-network.ts';
import type { ProviderAnswer } from './open-id-client.ts';
import { unreachable } from './open-id-client.ts';

/** What acting on behalf of users stands on. */
export interface OnBehalfOfOptions extends ErpExchangeOptions {
  readonly caches: TokenCacheOptions;
}

type Credential = Pick<Configuration['auth'], 'clientSecret' | 'clientAssertion'>;

const credentialOf = ({ registration, clock, ids }: OnBehalfOfOptions, tokenEndpoint: string): Credential => {
  const { clientId, clientAuthentication } = registration;
  if (clientAuthentication.method !== 'private_key_jwt') return { clientSecret: clientAuthentication.secret };
  const { privateJwk, certificateThumbprint } = clientAuthentication;
  const sign = clientSigner(privateJwk, clock, ids);
  const header: Record<string, string> = certificateThumbprint === undefined ? {} : { 'x5t#S256': certificateThumbprint };
  return { clientAssertion: () => sign({ issuer: clientId, subject: clientId, audience: tokenEndpoint, header }) };
};

/**
 * Microsoft Entra ID's on-behalf-of flow through MSAL: the user's access token for the program becomes one for the
 * ERP, with the user's rights alone. A session's tokens are served from its own cache while they and its assertion last.
 */
export const onBehalfOf = (options: OnBehalfOfOptions, scope: string): ErpExchange => {
  const scopes = scope.split(' ').filter((one) => one !== '');
  return async (subject): Promise<ProviderAnswer<ErpToken>> => {
    const { auth, tokenEndpoint } = await msalAuthority(options.client, options.registration);
    const msal = await import('@azure/msal-node');
    const application = new msal.ConfidentialClientApplication({
      auth: { ...auth, ...credentialOf(options, tokenEndpoint) },
      cache: { cachePlugin: keptTokenCache(subject, options.caches) },
      system: { networkClient: msalNetwork, protocolMode: msal.ProtocolMode.OIDC },
    });
    try {
      // MSAL looks for a token of this flow in memory alone; listing the accounts makes it load what is kept.
      await application.getTokenCache().getAllAccounts();
      const answer = await application.acquireTokenOnBehalfOf({ oboAssertion: subject.accessToken, scopes });
      if (!answer?.expiresOn) throw new Error('the answer to on-behalf-of has no end');
      return { kind: 'answer', value: { token: answer.accessToken, expiresAt: answer.expiresOn } };
    } catch (thrown) {
      const isRefusal = thrown instanceof msal.ServerError || thrown instanceof msal.InteractionRequiredAuthError;
      if (isRefusal) return { kind: 'refused', error: thrown.errorCode, reason: thrown.errorMessage };
      throw unreachable(thrown);
    }
  };
};
