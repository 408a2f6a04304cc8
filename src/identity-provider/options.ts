import type { JWK } from 'jose';
import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { ProviderAccount } from './account.ts';
import type { ProviderApplication } from './application.ts';
import type { IdentityProviderKeys } from './keys.ts';
import type { FindClient } from './store-adapter.ts';
import type { IdentityProviderStore } from './store.ts';

/** A confidential client of our own: it signs in users without a consent screen and may exchange their tokens. */
export interface FirstPartyClient {
  readonly clientId: string;
  /** Shown on the sign-in page. */
  readonly name: string;
  /** Public keys; the client proves itself, and names its actors, with the private ones (`private_key_jwt`). */
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
}

/** Everything the embedded identity provider is made of. */
export interface IdentityProviderOptions {
  /** Absolute URL with the path the handler is mounted at, without a trailing slash: `http://127.0.0.1:3000/idp`. */
  readonly issuer: string;
  readonly accounts: readonly ProviderAccount[];
  /** The one password of all accounts. The default, `demo`, is refused unless the issuer is this machine. */
  readonly demoPassword: string;
  readonly clients: readonly FirstPartyClient[];
  /** Programs with an account of their own in the ERP. */
  readonly applications?: readonly ProviderApplication[];
  /** Clients registered at run time; asked for every client id that is not among `clients`. */
  readonly findClient?: FindClient;
  readonly store: IdentityProviderStore;
  /** Seals the payloads kept in the store. */
  readonly box: SecretBox;
  readonly keys: IdentityProviderKeys;
  readonly clock: Clock;
  /** Receives outcomes without tokens, codes, passwords or addresses. */
  readonly logger: Logger;
}
