import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';

/** The program's own key pair as an OpenID client: plain JSON; the private half is to be kept encrypted. */
export interface ClientKey {
  readonly privateJwk: JWK;
  /** What the identity provider knows of it. */
  readonly publicJwk: JWK;
}

/** A fresh ES256 key pair for a new installation. */
export const generateClientKey = async (): Promise<ClientKey> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const exported = await exportJWK(publicKey);
  const names = { kid: await calculateJwkThumbprint(exported), alg: 'ES256', use: 'sig' };
  return { privateJwk: { ...(await exportJWK(privateKey)), ...names }, publicJwk: { ...exported, ...names } };
};
