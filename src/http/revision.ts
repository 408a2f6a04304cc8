import { AppError } from '../kernel/errors.ts';

const remedy = 'Load it again, look at what changed, and send its "revision" as If-Match.';

/**
 * The revision a change was made on, from `If-Match` (RFC 9110, 13.1.1): `5` or `"5"`; undefined where there is
 * no such header. Throws `precondition_failed` for anything else; `*` is not taken, because nothing is to be
 * overwritten unseen.
 */
export const givenRevision = (header: (name: string) => string | undefined): number | undefined => {
  const sent = header('if-match');
  if (sent === undefined) return undefined;
  const match = /^(?:W\/)?"?(\d{1,15})"?$/.exec(sent.trim());
  if (match?.[1] === undefined) throw new AppError('precondition_failed', 'If-Match does not hold a revision.', { remedy });
  return Number(match[1]);
};

/** The revision a change was made on. Throws `precondition_failed` where the request does not say. */
export const requiredRevision = (header: (name: string) => string | undefined): number => {
  const revision = givenRevision(header);
  if (revision === undefined) throw new AppError('precondition_failed', 'The change does not say which revision it was made on.', { remedy });
  return revision;
};
