import type { JWK } from 'jose';
import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { SessionLifetimes } from './session-lifetimes.ts';
import type { SessionStore } from './session-store.ts';

/** How the program proves to the identity provider that it is itself. */
export type ClientAuthentication =
  | {
      readonly method: 'private_key_jwt';
      /** Private key with `kid` and `alg`. */
      readonly privateJwk: JWK;
      /** SHA-256 thumbprint of the key's certificate, base64url; Microsoft Entra ID wants it in the assertion's header. */
      readonly certificateThumbprint?: string;
    }
  | { readonly method: 'client_secret'; readonly secret: string }
  | { readonly method: 'client_secret_basic'; readonly secret: string };

/** How a user's access token becomes one for the ERP. */
export type ErpAccess =
  /** RFC 8693, with the agent as actor. Needs `private_key_jwt`, because the client's key names the actor. */
  | { readonly kind: 'token_exchange'; readonly audience: string }
  /** Microsoft Entra ID's on-behalf-of flow; it knows no actor, so the token names the user alone. */
  | { readonly kind: 'on_behalf_of'; readonly scope: string };

/** The identity provider and our registration there. */
export interface OpenIdRegistration {
  /** Issuer URL; http is accepted for this machine only. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientAuthentication: ClientAuthentication;
  /** Scopes of the sign-in, with the one that yields a token to exchange: `openid profile email offline_access user_impersonation`. */
  readonly scope: string;
  readonly erpAccess: ErpAccess;
}

/** Everything the identity feature is made of. */
export interface IdentityOptions {
  /** Where browsers reach the program, without a trailing slash: `http://127.0.0.1:3000`. */
  readonly publicUrl: string;
  readonly openId: OpenIdRegistration;
  readonly sessionStore: SessionStore;
  /** Keys of the session cookie's signature; the first signs. */
  readonly sessionSecrets: readonly [string, ...string[]];
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Receives outcomes without tokens, codes or cookies. */
  readonly logger: Logger;
  /** Two hours idle, twelve in all, if not given. */
  readonly lifetimes?: SessionLifetimes;
}
