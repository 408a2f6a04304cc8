import { createPublicKey, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';

/** Signature algorithms the provider can sign with. */
export type ProviderAlgorithm = 'ES256' | 'RS256';

/** The provider's secrets: plain JSON, to be kept encrypted and passed in unchanged at every start. */
export interface IdentityProviderKeys {
  /** Private signing keys; the first signs, the others only verify (rotation). */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** Keys of the cookies' signatures; the first signs. */
  readonly cookieKeys: readonly string[];
}

/** Fresh keys for a new installation: one ES256 signing key, one cookie key of 256 bits. */
export const generateIdentityProviderKeys = async (): Promise<IdentityProviderKeys> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    jwks: { keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] },
    cookieKeys: [randomBytes(32).toString('base64url')],
  };
};

/** The algorithm of the key that signs. Throws if the key set is empty or names another algorithm. */
export const signingAlgorithm = (keys: IdentityProviderKeys): ProviderAlgorithm => {
  const alg: string | undefined = keys.jwks.keys[0]?.alg;
  if (alg === 'ES256' || alg === 'RS256') return alg;
  throw new TypeError('The identity provider needs a signing key whose alg is ES256 or RS256.');
};

/** The public half of the key set, for verification. */
export const publicJwks = (keys: IdentityProviderKeys): { keys: JWK[] } => ({
  keys: keys.jwks.keys.map((jwk) => ({
    ...(createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' }).export({ format: 'jwk' }) as JWK),
    kid: jwk.kid,
    alg: jwk.alg,
    use: 'sig',
  })),
});
