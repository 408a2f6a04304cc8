import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { apiResource, apiScope, erpResource, erpScope, openidScopes } from './resources.ts';

/** Tells our own clients from registered ones. */
export type IsFirstParty = (clientId: string) => boolean;

/**
 * The grant behind a sign-in. Our own clients need no consent screen: their grant is made at the first
 * sign-in of a provider session and found again while it lives. Every other client gets only what was
 * granted to it before.
 */
export const existingGrant =
  (isFirstParty: IsFirstParty) =>
  async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { provider, client, account, session, result } = ctx.oidc;
    if (client === undefined || account === undefined || session === undefined) return undefined;
    const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
    const found = grantId === undefined ? undefined : await provider.Grant.find(grantId);
    if (found?.accountId === account.accountId) return found;
    if (!isFirstParty(client.clientId)) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
    grant.addOIDCScope([...openidScopes]);
    grant.addResourceScope(apiResource, apiScope);
    grant.addResourceScope(erpResource, erpScope);
    await grant.save();
    return grant;
  };
