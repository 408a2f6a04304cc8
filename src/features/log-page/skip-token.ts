import { z } from 'zod';
import { ODataError } from '../../odata/index.ts';

/** Where the next page starts: how many rows were served, up to which instant the pages look, and how many rows of `$top` are left. */
export interface PageMark {
  readonly upTo: string | null;
  readonly skip: number;
  readonly left: number | null;
}

const markSchema = z.tuple([z.string().nullable(), z.int().nonnegative(), z.int().nonnegative().nullable()]);

/** A mark as the opaque text of `$skiptoken`. */
export const skipToken = ({ upTo, skip, left }: PageMark): string => Buffer.from(JSON.stringify([upTo, skip, left])).toString('base64url');

/** The mark in a `$skiptoken`. Throws ODataError for text that is none of ours. */
export const pageMark = (token: string): PageMark => {
  try {
    const [upTo, skip, left] = markSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
    return { upTo, skip, left };
  } catch {
    throw new ODataError('The $skiptoken is not one that this service made');
  }
};

/** The query of the next page: as it was asked, with a mark in place of its window. `queryString` is percent-encoded. */
export const nextQuery = (queryString: string, mark: PageMark): string => {
  const nameOf = (part: string): string => decodeURIComponent((part.split('=', 1)[0] ?? '').replaceAll('+', ' '));
  const kept = queryString.split('&').filter((part) => part !== '' && !['$top', '$skip', '$skiptoken'].includes(nameOf(part)));
  return [...kept, `$skiptoken=${skipToken(mark)}`].join('&');
};
