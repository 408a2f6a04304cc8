import { badRequest } from './erp-error.ts';
import type { Stored } from './json-writer.ts';

/** Where the next page starts: behind the row with these order values. */
export interface PageToken {
  readonly after: readonly Stored[];
  /** Rows still wanted of `$top`, or null without one. */
  readonly remaining: number | null;
  readonly pageSize: number;
}

/** The token as text for `$skiptoken`. Not a secret: it holds what the page before showed or could have shown. */
export const writePageToken = (token: PageToken): string =>
  Buffer.from(JSON.stringify([token.after, token.remaining, token.pageSize])).toString('base64url');

const invalid = () => badRequest('The skip token is not valid.');

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isStored = (value: unknown): value is Stored => typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value));

/** The token behind a `$skiptoken`, made for an order of `width` values. Anything else is refused. */
export const readPageToken = (text: string, width: number): PageToken => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw invalid();
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw invalid();
  const [after, remaining, pageSize] = parsed as [unknown, unknown, unknown];
  if (!Array.isArray(after) || after.length !== width || !after.every(isStored)) throw invalid();
  if (!(remaining === null || isCount(remaining)) || !isCount(pageSize) || pageSize === 0) throw invalid();
  return { after, remaining, pageSize };
};
