import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { apiResource, apiScope, erpResource, erpScope, openidScopes } from './resources.ts';

/** Tells our own clients from registered ones. */
export type IsFirstParty = (clientId: string) => boolean;

/**
 * The grant behind a sign-in. Our own clients need no consent screen: each of their sign-ins gets a grant of its own, so
 * that ending one ends no other. Every other client gets only what was granted to it before.
 */
export const existingGrant =
  (isFirstParty: IsFirstParty) =>
  async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { provider, client, account, session, result } = ctx.oidc;
    if (client === undefined || account === undefined || session === undefined) return undefined;
    if (!isFirstParty(client.clientId)) {
      const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
      const found = grantId === undefined ? undefined : await provider.Grant.find(grantId);
      return found?.accountId === account.accountId ? found : undefined;
    }
    const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
    grant.addOIDCScope([...openidScopes]);
    grant.addResourceScope(apiResource, apiScope);
    grant.addResourceScope(erpResource, erpScope);
    await grant.save();
    return grant;
  };
