/**
 * Where the conversation stands while it grows.
 * The rule: a reader who follows sees the end, but never past the beginning of the newest part: a question,
 * or what follows a decision. So a long answer stays at its first words, however much comes below.
 */

/** The scroll area, in pixels. */
export interface ReadingView {
  readonly top: number;
  readonly height: number;
  readonly contentHeight: number;
  /** Where the newest part begins in the content. */
  readonly newestTop: number;
}

/** What the reader wants to see: the newest part from its beginning, the very end of it, or what she scrolled to. */
export type Reading = 'newest' | 'end' | 'elsewhere';

/** Room kept above the newest part. */
const margin = 12;
/** How near to the end counts as being there. */
const nearEnd = 80;
/** Browsers round scroll positions. */
const rounding = 4;

const endOf = (view: ReadingView): number => Math.max(0, view.contentHeight - view.height);

/** Whether the end of the conversation is in view, or nearly. */
export const isAtEnd = (view: ReadingView): boolean => endOf(view) - view.top < nearEnd;

/** Where the area stands for a reader who follows the newest part. */
export const followedTop = (view: ReadingView): number => Math.max(0, Math.min(endOf(view), view.newestTop - margin));

/** The position to scroll to; undefined where the reader is left where she is. */
export const topFor = (reading: Reading, view: ReadingView): number | undefined => {
  switch (reading) {
    case 'newest':
      return followedTop(view);
    case 'end':
      return endOf(view);
    case 'elsewhere':
      return undefined;
  }
};

/** What the reader wants, told from where she has scrolled to. */
export const readingAt = (view: ReadingView): Reading => {
  const followed = followedTop(view);
  const tolerance = followed === endOf(view) ? nearEnd : rounding;
  if (Math.abs(view.top - followed) < tolerance) return 'newest';
  return isAtEnd(view) ? 'end' : 'elsewhere';
};

/** What the reader wants when another part begins: her own question always shows, what follows a decision only where she was at the end. */
export const readingOnNewPart = (cause: 'message' | 'decision', wasAtEnd: boolean): Reading =>
  cause === 'message' || wasAtEnd ? 'newest' : 'elsewhere';
