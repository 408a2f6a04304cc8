import { AppError } from '../../kernel/errors.ts';

const day = 24 * 60 * 60 * 1000;

/** Days a credential is good for if nothing is said, days it may be at most, days two overlap if nothing is said. */
export const credentialDays = { standard: 180, longest: 730, overlap: 7 } as const;

const after = (now: Date, days: number): string => new Date(now.getTime() + days * day).toISOString();

const refused = (field: string, message: string): AppError =>
  new AppError('unprocessable', message, { fields: [{ field, message }], remedy: 'Give another date.' });

/** When a new credential ends, ISO 8601 with milliseconds. Throws `unprocessable` for the past and for more than two years. */
export const endOf = (given: string | undefined, now: Date): string => {
  const end = given === undefined ? after(now, credentialDays.standard) : new Date(given).toISOString();
  if (end <= now.toISOString()) throw refused('expiresAt', 'A new credential ends in the future.');
  if (end > after(now, credentialDays.longest)) throw refused('expiresAt', 'A credential is good for two years at most.');
  return end;
};

/** When a rotated credential ends: never later than it would have, and now if the date is past. */
export const overlapEnd = (given: string | undefined, standing: string, now: Date): string => {
  const wanted = given === undefined ? after(now, credentialDays.overlap) : new Date(given).toISOString();
  const end = wanted < now.toISOString() ? now.toISOString() : wanted;
  return end < standing ? end : standing;
};
