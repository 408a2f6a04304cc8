import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { DayDigest } from '../../domain/day-seal.ts';
import type { RemovalContent } from '../../domain/retention.ts';

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

/** Vouches for heads, and for evidence that rests on them. */
export interface LogSigner {
  /** SHA-256 of the public key in SPKI form, hexadecimal. */
  readonly keyId: string;
  /** The public key in SPKI form, base64url. */
  readonly publicKey: string;
  sign(head: LogHead): SignedHead;
  /** Signs the canonical JSON of an evidence file. Ed25519, base64url. */
  signEvidence(text: string): string;
  /** Signs a text that says in its first line what it is: a day's seal, a removal. Ed25519, base64url. */
  signStatement(text: string): string;
}

/** A seal of a day, and who vouches for it. */
export type SignedSeal = DayDigest & { readonly keyId: string; readonly signature: string };
/** What retention states before it removes a day, and who vouches for it. */
export type SignedRemoval = RemovalContent & { readonly keyId: string; readonly signature: string };

/** A statement about a day of the log, as the witness keeps it. */
export type LogStatement = ({ readonly kind: 'seal' } & SignedSeal) | ({ readonly kind: 'removal' } & SignedRemoval);

/** A place outside the database where signed heads, seals and removal statements are kept as well. */
export interface HeadWitness {
  append(heads: readonly SignedHead[]): Promise<void>;
  state(statements: readonly LogStatement[]): Promise<void>;
  /** Whether it may lack something that the database has; absent where nobody looks. */
  readonly isBehind?: boolean;
  /** Writes what it lacks. */
  complete?(): Promise<void>;
}

const signedText = (head: LogHead): Buffer =>
  Buffer.from(`smart-agents/log-head/1\n${head.tenantId}\n${head.position}\n${head.hash}\n${head.signedAt}`, 'utf8');

/** What is signed says what it is, so that no signature can be passed off as one of another kind. */
const evidenceText = (text: string): Buffer => Buffer.from(`smart-agents/evidence/1\n${text}`, 'utf8');

/** How signatures and keys are written: exactly as they are encoded, and no other way that decodes to the same. */
const bytesOf = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
};

const spkiOf = (publicKey: KeyObject): Buffer => publicKey.export({ type: 'spki', format: 'der' });

const idOfKey = (publicKey: KeyObject): string => createHash('sha256').update(spkiOf(publicKey)).digest('hex');

const isSigned = (signed: Buffer, signature: string, publicKey: KeyObject): boolean => {
  const bytes = bytesOf(signature);
  return bytes !== null && verify(null, signed, publicKey, bytes);
};

/** The public key that a text spells, in SPKI form and base64url, with its id; null where it spells none that signs logs. */
export const publicKeyIn = (text: string): { readonly key: KeyObject; readonly keyId: string } | null => {
  const bytes = bytesOf(text);
  if (bytes === null) return null;
  try {
    const key = createPublicKey({ key: bytes, type: 'spki', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' && spkiOf(key).equals(bytes) ? { key, keyId: idOfKey(key) } : null;
  } catch {
    return null;
  }
};

/** Signs with an Ed25519 private key. */
export const createLogSigner = (privateKey: KeyObject): LogSigner => {
  const publicKey = createPublicKey(privateKey);
  const keyId = idOfKey(publicKey);
  return {
    keyId,
    publicKey: spkiOf(publicKey).toString('base64url'),
    sign: (head) => ({ ...head, keyId, signature: sign(null, signedText(head), privateKey).toString('base64url') }),
    signEvidence: (text) => sign(null, evidenceText(text), privateKey).toString('base64url'),
    signStatement: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  };
};

/** Whether a head bears the signature of this public key. */
export const isSignedBy = (head: SignedHead, publicKey: KeyObject): boolean =>
  head.keyId === idOfKey(publicKey) && isSigned(signedText(head), head.signature, publicKey);

/** Whether the canonical JSON of an evidence file bears this signature. */
export const isEvidenceSignedBy = (text: string, signature: string, publicKey: KeyObject): boolean =>
  isSigned(evidenceText(text), signature, publicKey);

/** Whether a seal or a removal statement, given as what is signed of it, bears this signature. */
export const isStatementSignedBy = (text: string, signature: string, publicKey: KeyObject): boolean =>
  isSigned(Buffer.from(text, 'utf8'), signature, publicKey);
