import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';

/** Decides whether a typed password is the right one. */
export interface PasswordCheck {
  /** Takes the same time whether it matches or not, and off the event loop. */
  matches(candidate: string): Promise<boolean>;
}

const keyLength = 32;

/** A check against one password, of which only a salted scrypt hash is kept in memory. */
export const passwordCheck = (password: string): PasswordCheck => {
  const salt = randomBytes(16);
  const expected = scryptSync(password, salt, keyLength);
  return {
    matches: (candidate) =>
      new Promise((resolve, reject) => {
        scrypt(candidate, salt, keyLength, (error, actual) => {
          if (error) reject(error);
          else resolve(timingSafeEqual(actual, expected));
        });
      }),
  };
};
