import { AppError } from '../../kernel/errors.ts';

/** Printable ASCII without spaces, as a structured-field string would hold it. */
const keyPattern = /^"?[\x21\x23-\x7e]{1,200}"?$/;

/** The key a request is done once for, as it was given in `field`; undefined where there is none. Throws `bad_request`. */
export const idempotencyKey = (given: string | undefined, field: string): string | undefined => {
  if (given === undefined || keyPattern.test(given)) return given?.replaceAll('"', '');
  const message = `The ${field} has to be 1 to 200 printable characters without spaces.`;
  throw new AppError('bad_request', message, { fields: [{ field, message }], remedy: 'Send a UUID.' });
};
