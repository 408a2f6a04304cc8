/*
 * Why a database cannot be written or read, in words that may be shown to anyone. What databases say themselves
 * names tables, files and hosts; that goes to the log alone.
 */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/\bfull\b/i, 'the disk is full'],
  [/file is gone/i, "the database's file is gone"],
  [/read-?only/i, 'the database is read-only'],
  [/locked|busy|deadlock/i, 'the database is locked'],
  [/not open|closed|connect|timeout|timed out/i, 'the database does not answer'],
  [/I\/O|IOERR/i, 'the disk does not work as it should'],
];

/** The reason behind a database's own words. */
export const plainReason = (problem: string): string =>
  reasons.find(([pattern]) => pattern.test(problem))?.[1] ?? "the program's log has the database's own words";
