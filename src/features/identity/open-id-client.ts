import { importJWK } from 'jose';
import * as openid from 'openid-client';
import { AppError } from '../../kernel/errors.ts';
import { isLoopbackUrl } from '../../kernel/loopback.ts';
import type { ClientAuthentication, OpenIdRegistration } from './options.ts';

/** Our side of the conversation with the identity provider. */
export interface OpenIdClient {
  /**
   * What the provider says about itself, asked at first need and kept. A failure is not: the next call
   * asks again, because program and provider may be starting together. Fails with `bad_gateway`.
   */
  configuration(): Promise<openid.Configuration>;
}

const timeoutSeconds = 10;

/** What the conversation needs of a registration; a public client has no authentication. */
export type OpenIdClientOptions = Pick<OpenIdRegistration, 'issuer' | 'clientId'> & Partial<Pick<OpenIdRegistration, 'clientAuthentication'>>;

const authenticate = async (authentication: ClientAuthentication | undefined): Promise<openid.ClientAuth> => {
  if (authentication === undefined) return openid.None();
  if (authentication.method === 'client_secret_basic') return openid.ClientSecretBasic(authentication.secret);
  if (authentication.method === 'client_secret') return openid.ClientSecretPost(authentication.secret);
  const { privateJwk, certificateThumbprint } = authentication;
  const key = await importJWK(privateJwk);
  if (key instanceof Uint8Array) throw new TypeError('The client key must be asymmetric.');
  return openid.PrivateKeyJwt(privateJwk.kid === undefined ? key : { key, kid: privateJwk.kid }, {
    [openid.modifyAssertion](header) {
      if (certificateThumbprint !== undefined) header['x5t#S256'] = certificateThumbprint;
    },
  });
};

const discover = async (registration: OpenIdClientOptions): Promise<openid.Configuration> => {
  const { issuer, clientId, clientAuthentication } = registration;
  return openid.discovery(new URL(issuer), clientId, undefined, await authenticate(clientAuthentication), {
    timeout: timeoutSeconds,
    execute: issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [],
  });
};

/** A client of this registration. Throws if the issuer's address would send secrets over a network in the clear. */
export const openIdClient = (registration: OpenIdClientOptions): OpenIdClient => {
  if (!registration.issuer.startsWith('https:') && !isLoopbackUrl(registration.issuer)) {
    throw new AppError('internal', 'The identity provider must be reached over https.', {
      remedy: 'Correct the issuer URL.',
    });
  }
  let known: Promise<openid.Configuration> | undefined;
  return {
    configuration() {
      known ??= discover(registration).catch((cause: unknown) => {
        known = undefined;
        throw unreachable(cause);
      });
      return known;
    },
  };
};

/** The failure of a call that the provider did not answer. */
export const unreachable = (cause: unknown): AppError =>
  new AppError('bad_gateway', 'The identity provider cannot be reached.', { remedy: 'Try again in a moment.', cause });

/** How a call to the provider ended: its answer, or its refusal by OAuth error code. */
export type ProviderAnswer<Value> =
  { readonly kind: 'answer'; readonly value: Value } | { readonly kind: 'refused'; readonly error: string; readonly reason: string };

/** Runs one call to the provider. OAuth errors are answers; anything else is thrown as `bad_gateway`. */
export const askProvider = async <Value>(call: () => Promise<Value>): Promise<ProviderAnswer<Value>> => {
  try {
    return { kind: 'answer', value: await call() };
  } catch (thrown) {
    const isRefusal = thrown instanceof openid.AuthorizationResponseError || (thrown instanceof openid.ResponseBodyError && thrown.status < 500);
    // RFC 6749, 5.2: a client that is not known, or whose secret is wrong, is answered with 401 and a challenge.
    if (thrown instanceof openid.WWWAuthenticateChallengeError) return { kind: 'refused', error: 'invalid_client', reason: thrown.message };
    if (isRefusal) return { kind: 'refused', error: thrown.error, reason: thrown.error_description ?? '' };
    if (thrown instanceof AppError) throw thrown;
    throw unreachable(thrown);
  }
};
