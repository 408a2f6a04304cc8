import { randomUUID } from 'node:crypto';

/** Where new identifiers come from; a port, so that tests can make them predictable. */
export interface IdSource {
  /** A fresh lower-case UUID. */
  next(): string;
}

/** Random UUIDs, version 4. */
export const randomIds: IdSource = { next: () => randomUUID() };

/** Identifiers that count up from one, in UUID shape; for tests. */
export const countingIds = (prefix = '00000000'): IdSource => {
  let count = 0;
  return {
    next: () => `${prefix}-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`,
  };
};
