/** The embedded OpenID provider, and the token service for programs. They know nothing of agents; the program reaches them over HTTP only. */
export type { ProviderApplication } from './application.ts';
export type { ProviderAccount } from './account.ts';
export { createIdentityProvider, defaultDemoPassword } from './create-identity-provider.ts';
export type { IdentityProvider } from './create-identity-provider.ts';
export { createTokenService } from './create-token-service.ts';
export type { TokenServiceOptions } from './token-service-options.ts';
export { generateIdentityProviderKeys } from './keys.ts';
export type { IdentityProviderKeys } from './keys.ts';
export type { AuthorizationDetails, MachineClient, MachineClients, MachineGrant, MachineTokenRequest } from './machine-clients.ts';
export type { FirstPartyClient, IdentityProviderOptions } from './options.ts';
export type { FindClient } from './store-adapter.ts';
export type { IdentityProviderStore, ProviderRecord, StoredProviderRecord } from './store.ts';
