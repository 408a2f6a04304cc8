/** The embedded OpenID provider. It knows nothing of agents; the program reaches it over HTTP only. */
export type { ProviderAccount } from './account.ts';
export { createIdentityProvider, defaultDemoPassword } from './create-identity-provider.ts';
export type { IdentityProvider } from './create-identity-provider.ts';
export { generateIdentityProviderKeys } from './keys.ts';
export type { IdentityProviderKeys } from './keys.ts';
export type { FirstPartyClient, IdentityProviderOptions } from './options.ts';
export type { FindClient } from './store-adapter.ts';
export type { IdentityProviderStore, ProviderRecord, StoredProviderRecord } from './store.ts';
