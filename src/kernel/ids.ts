import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { systemClock, type Clock } from './clock.ts';
import { freshBytes } from './fresh-bytes.ts';

/** Where new identifiers come from; a port, so that tests can make them predictable. */
export interface IdSource {
  /** A fresh lower-case UUID. */
  next(): string;
}

/** Random UUIDs, version 4: they tell nothing, not even when they were made. For people's pseudonyms. */
export const randomIds: IdSource = { next: () => randomUUID() };

/** Ids begin with the time in milliseconds, and those of one millisecond count on from a random number of 31 bits. */
const createTimeOrderedIds = (clock: Clock): IdSource => {
  let [msecs, seq] = [0, 0];
  return {
    next: () => {
      const random = freshBytes(16);
      const now = clock.now().getTime();
      seq = now > msecs ? random.readUInt32BE(6) >>> 1 : seq + 1;
      msecs = Math.max(now, msecs);
      return v7({ random, msecs, seq });
    },
  };
};

/**
 * UUIDs, version 7 (RFC 9562): ascending with time, random behind it, so that rows written together lie
 * together in every index and a commit touches few pages. The last twelve digits are random.
 */
export const timeOrderedIds: IdSource = createTimeOrderedIds(systemClock);

/** Identifiers that count up from one, in UUID shape; for tests. */
export const countingIds = (prefix = '00000000'): IdSource => {
  let count = 0;
  return {
    next: () => `${prefix}-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`,
  };
};
