/** Rows by table. */
export type Counts = Readonly<Record<string, number>>;

/** Both together. */
export const addedCounts = (one: Counts, other: Counts): Counts =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].sort().map((table) => [table, (one[table] ?? 0) + (other[table] ?? 0)]),
  );

/** Only what is not nothing. */
export const countsOf = (counts: Readonly<Record<string, number | null | undefined>>): Counts =>
  Object.fromEntries(Object.entries(counts).flatMap(([table, count]) => (count ? [[table, count]] : [])));
