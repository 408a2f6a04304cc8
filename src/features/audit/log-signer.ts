import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** The head of a chain after a batch. */
export interface LogHead {
  readonly tenantId: string;
  readonly position: number;
  readonly hash: string;
  readonly signedAt: string;
}

/** A head, and who vouches for it. */
export interface SignedHead extends LogHead {
  /** SHA-256 of the public key in SPKI form, hexadecimal. */
  readonly keyId: string;
  /** Ed25519 (RFC 8032), base64url. */
  readonly signature: string;
}

/** Vouches for heads. */
export interface LogSigner {
  sign(head: LogHead): SignedHead;
}

/** A place outside the database where signed heads are kept as well. */
export interface HeadWitness {
  append(heads: readonly SignedHead[]): Promise<void>;
}

const signedText = (head: LogHead): Buffer =>
  Buffer.from(`smart-agents/log-head/1\n${head.tenantId}\n${head.position}\n${head.hash}\n${head.signedAt}`, 'utf8');

const idOfKey = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** Signs with an Ed25519 private key. */
export const createLogSigner = (privateKey: KeyObject): LogSigner => {
  const keyId = idOfKey(createPublicKey(privateKey));
  return { sign: (head) => ({ ...head, keyId, signature: sign(null, signedText(head), privateKey).toString('base64url') }) };
};

/** Whether a head bears the signature of this public key. */
export const isSignedBy = (head: SignedHead, publicKey: KeyObject): boolean =>
  head.keyId === idOfKey(publicKey) && verify(null, signedText(head), publicKey, Buffer.from(head.signature, 'base64url'));
