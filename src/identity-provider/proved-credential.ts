import { compactVerify, importJWK } from 'jose';
import { Provider } from 'oidc-provider';
import type { Client, KoaContextWithOIDC } from 'oidc-provider';
import type { MachineClients, MachineKey } from './machine-clients.ts';

/** Tells which of a client's credentials proved it, once the library has let the client through. */
export type ProvedCredential = (ctx: KoaContextWithOIDC) => Promise<string | undefined>;

const signs = async ({ jwk }: MachineKey, assertion: string): Promise<boolean> => {
  try {
    await compactVerify(assertion, await importJWK(jwk));
    return true;
  } catch {
    return false;
  }
};

const credentialOfKey = async (keys: readonly MachineKey[], assertion: string): Promise<string | undefined> => {
  for (const key of keys) if (await signs(key, assertion)) return key.credential;
  return undefined;
};

/**
 * Lets secrets be checked where their hashes are, in place of the library's comparison with a stored secret,
 * and remembers per request which credential it was.
 */
export const provedCredential = (provider: Provider, clients: MachineClients): ProvedCredential => {
  const bySecret = new WeakMap<KoaContextWithOIDC, string>();
  provider.Client.prototype.compareClientSecret = async function (this: Client, secret: string) {
    const credential = await clients.credentialOfSecret(this.clientId, secret);
    if (credential === undefined || Provider.ctx === undefined) return false;
    bySecret.set(Provider.ctx, credential);
    return true;
  };
  return async (ctx) => {
    const { client, params } = ctx.oidc;
    const assertion = params?.['client_assertion'];
    if (typeof assertion !== 'string') return bySecret.get(ctx);
    return credentialOfKey((await clients.find(client?.clientId ?? ''))?.keys ?? [], assertion);
  };
};
