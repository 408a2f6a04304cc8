/*
 * Text on its way into a column. JavaScript's strings may hold half of a surrogate pair; a database that stores UTF-8
 * puts U+FFFD in its place, and what was hashed before is then not what is stored.
 */

/** The text with every lone surrogate replaced by U+FFFD: what is stored is what was given. */
export const keptText = (text: string): string => text.toWellFormed();

/** At most `length` UTF-16 code units of a text (as `nvarchar` counts), well-formed, and never half a character. */
export const cutText = (text: string, length: number): string => {
  const cut = text.toWellFormed().slice(0, length);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
};
