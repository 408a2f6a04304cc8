import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { freshBytes } from './fresh-bytes.ts';

/** Seals text so that only the holder of the key can read it, and any change to it is noticed. */
export interface SecretBox {
  seal(text: string): string;
  /** Throws where the text was sealed with another key or was changed. */
  open(sealed: string): string;
}

const version = 'v1.';
const ivBytes = 12;
const tagBytes = 16;

/** Length of a key in bytes. */
export const secretKeyBytes = 32;

/** A fresh random key. */
export const newSecretKey = (): Buffer => randomBytes(secretKeyBytes);

/** AES-256-GCM with a random 96-bit nonce per message (NIST SP 800-38D). */
export const createSecretBox = (key: Buffer): SecretBox => ({
  seal: (text) => {
    const iv = freshBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return version + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  },
  open: (sealed) => {
    if (!sealed.startsWith(version)) throw new Error('sealed text of an unknown version');
    const bytes = Buffer.from(sealed.slice(version.length), 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  },
});

/** A key for one purpose, derived from another so that neither tells the other (HMAC-SHA-256). */
export const deriveKey = (key: Buffer, purpose: string): Buffer => createHmac('sha256', key).update(`smart-agents/key/${purpose}`).digest();

/** A keyed hash: equal texts are recognised without keeping them. Hexadecimal, 64 digits. */
export const keyedHash = (key: Buffer, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('hex');
