import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** A new client secret: told once, kept as prefix and hash. */
export interface NewSecret {
  readonly secret: string;
  readonly prefix: string;
  readonly hash: string;
}

/** scrypt's cost (RFC 7914): 16 MiB and some 50 ms. The secret itself has 256 random bits, so no dictionary holds it. */
const cost = { N: 2 ** 14, r: 8, p: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt);

const encode = (bytes: Buffer): string => bytes.toString('base64url');

const hashOf = async (secret: string, salt: Buffer): Promise<string> => {
  const hash = await derive(secret, salt, hashBytes, cost);
  return ['scrypt', cost.N, cost.r, cost.p, encode(salt), encode(hash)].join('$');
};

/** `sa_`, eight characters that tell secrets apart, and 256 random bits; the start lets scanners find a secret that leaked. */
export const createSecret = async (): Promise<NewSecret> => {
  const prefix = `sa_${encode(randomBytes(6))}`;
  const secret = `${prefix}_${encode(randomBytes(32))}`;
  return { secret, prefix, hash: await hashOf(secret, randomBytes(saltBytes)) };
};

/** The part of a secret by which its row is found; what no secret of ours begins with is found nowhere. */
export const prefixOf = (secret: string): string => secret.slice(0, 'sa_'.length + 8);

/** Whether a secret is the one that was hashed; in a time that tells nothing of it. */
export const isSecretOf = async (secret: string, kept: string): Promise<boolean> => {
  const [name, N, r, p, salt = '', hash = ''] = kept.split('$');
  if (name !== 'scrypt') return false;
  const wanted = Buffer.from(hash, 'base64url');
  const given = await derive(secret, Buffer.from(salt, 'base64url'), wanted.length, { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(given, wanted);
};
