import { keyedHash } from '../../kernel/secret-box.ts';

/** The hash by which an addressee is found: HMAC-SHA-256 under the tenant's key, whatever the case of its letters. */
export const addresseeHash = (hashKey: string, addressee: string): string =>
  keyedHash(Buffer.from(hashKey, 'utf8'), `addressee/${addressee.trim().toLowerCase()}`);
