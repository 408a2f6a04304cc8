import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';
import type { GivenPublicKey } from '../../contracts/agent-credentials.ts';
import { AppError } from '../../kernel/errors.ts';

/** A registered public key: with `kid`, `alg` and `use`, and nothing else that was sent. */
export type RegisteredKey = JWK & { readonly kid: string; readonly alg: 'ES256' | 'RS256' };

const smallestModulus = 2048;
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const refused = (message: string, remedy: string): AppError =>
  new AppError('unprocessable', message, { fields: [{ field: 'publicKey', message }], remedy });

const soleKey = (given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (!Array.isArray(given['keys'])) return given;
  const keys = given['keys'] as unknown[];
  const [key] = keys;
  if (keys.length !== 1 || typeof key !== 'object' || key === null)
    throw refused('The key set does not have exactly one key.', 'Register each key by itself, so that each can be revoked by itself.');
  return key as Readonly<Record<string, unknown>>;
};

/** A private key is refused before anything reads it; it was shown to us, so it is no secret any more. */
const refusePrivate = (isPrivate: boolean): void => {
  if (isPrivate) throw refused('This is a private key.', 'Make a new pair and send its public half; this one must not be used any more.');
};

const readKey = (given: GivenPublicKey): { readonly key: KeyObject; readonly kid: unknown } => {
  if (typeof given === 'string') {
    refusePrivate(given.includes('PRIVATE KEY'));
    return { key: createPublicKey(given), kid: undefined };
  }
  const jwk = soleKey(given);
  refusePrivate(privateMembers.some((member) => member in jwk));
  return { key: createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }), kid: jwk['kid'] };
};

const read = (given: GivenPublicKey): { readonly key: KeyObject; readonly kid: unknown } => {
  try {
    return readKey(given);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw refused('This is no public key that can be read.', 'Send a JSON Web Key, a key set with one key, or PEM (SubjectPublicKeyInfo).');
  }
};

const algorithmOf = ({ asymmetricKeyType, asymmetricKeyDetails: details }: KeyObject): RegisteredKey['alg'] => {
  if (asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  if (asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= smallestModulus) return 'RS256';
  throw refused('The key is of no kind that is taken.', `Use an EC key on P-256 or an RSA key of ${smallestModulus} bits or more.`);
};

/**
 * The public key an admin gives, as it is kept; its `kid` is the one given or else the thumbprint (RFC 7638).
 * Throws `unprocessable` for a private key, for what cannot be read, and for keys that are too weak.
 */
export const registeredKey = async (given: GivenPublicKey): Promise<RegisteredKey> => {
  const { key, kid } = read(given);
  const alg = algorithmOf(key);
  const jwk = await exportJWK(key);
  const named = typeof kid === 'string' && kid !== '' && kid.length <= 120;
  return { ...jwk, kid: named ? kid : await calculateJwkThumbprint(jwk), alg, use: 'sig' };
};
