import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { IdentityProviderKeys } from './keys.ts';
import type { MachineClients } from './machine-clients.ts';
import type { IdentityProviderStore } from './store.ts';

/** Everything the token service is made of. */
export interface TokenServiceOptions {
  /** Absolute URL without a path: `http://127.0.0.1:3000`. */
  readonly issuer: string;
  readonly clients: MachineClients;
  /** What tokens can be for (RFC 8707), as absolute URLs; the first is meant where a request does not say. */
  readonly resources: readonly [string, ...string[]];
  readonly scopes: readonly string[];
  /** Types of `authorization_details` (RFC 9396) that are understood. */
  readonly detailTypes: readonly string[];
  readonly store: IdentityProviderStore;
  /** Seals the payloads kept in the store. */
  readonly box: SecretBox;
  readonly keys: IdentityProviderKeys;
  readonly clock: Clock;
  /** Receives outcomes without tokens, assertions or secrets. */
  readonly logger: Logger;
}

/** Where the service answers, below the issuer. */
export const paths = {
  token: '/oauth/token',
  jwks: '/oauth/jwks',
  authorization: '/oauth/authorize',
  metadata: '/.well-known/oauth-authorization-server',
} as const;

/** How long a token is good for, and how long an assertion may be, in seconds. */
export const lifetimes = { token: 10 * 60, assertion: 10 * 60 } as const;

/** How clients prove themselves. */
export const authenticationMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;
/** How assertions may be signed. */
export const assertionAlgorithms = ['ES256', 'RS256'] as const;
