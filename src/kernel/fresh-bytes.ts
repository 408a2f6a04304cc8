import { randomFillSync } from 'node:crypto';

const pool = Buffer.allocUnsafeSlow(4_096);
let used = pool.length;

/**
 * Random bytes for what need not stay secret: nonces and ids, at most 4,096. They are made many at once, since asking for
 * twelve costs more than sealing a message with them, and each is given out once. Not for keys: those are made on their own.
 */
export const freshBytes = (count: number): Buffer => {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return Buffer.from(pool.subarray(used - count, used));
};
