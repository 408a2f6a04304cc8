import { daysLater, dayOf, endOfDay, type DaySealContent } from './day-seal.ts';

/**
 * The log is kept for a period of 365 to 2,557 days. A longer period holds at once; a shorter one only when it has been
 * set for seven days: in force is the longest period that stood at any moment of the last seven. Retention removes whole
 * sealed days, and before it deletes any of a day's records it states, signed and for good, what it is about to remove.
 */

/** The shortest and the longest period, in days. */
export const retentionBounds = { shortest: 365, longest: 2557 } as const;

/** How long a shorter period has to stand before it holds, in days. */
export const shorteningDays = 7;

/** A period as it was set. */
export interface RetentionPeriod {
  readonly setAt: string;
  readonly days: number;
}

const earlier = (instant: string, days: number): string => new Date(Date.parse(instant) - days * 86_400_000).toISOString();

/** The period in force at an instant, in days; `periods` in the order they were set. Without any it is the longest there is. */
export const periodInForce = (periods: readonly RetentionPeriod[], at: string): number => {
  const from = earlier(at, shorteningDays);
  const set = periods.filter(({ setAt }) => setAt <= at);
  const standing = set.filter(({ setAt }, index) => setAt > from || index === set.findLastIndex((one) => one.setAt <= from));
  if (standing.length === 0) return retentionBounds.longest;
  return Math.max(retentionBounds.shortest, ...standing.map(({ days }) => days));
};

/** When the period that is set will be in force, where a longer one still is; null where it is. */
export const shorterFrom = (periods: readonly RetentionPeriod[], at: string): string | null => {
  const days = periods.at(-1)?.days ?? retentionBounds.longest;
  const longer = periods.findLastIndex((period) => period.days > days);
  const overtakers = longer < 0 ? [] : periods.slice(longer + 1, longer + 2);
  return overtakers.map(({ setAt }) => earlier(setAt, -shorteningDays)).find((from) => from > at) ?? null;
};

/** The first day that is kept: whole days before it are older than the period. */
export const firstKeptDay = (now: string, days: number): string => daysLater(dayOf(now), -days);

/** How long transcripts are kept: as the setup says, never longer than the log. */
export const transcriptDays = (setup: { readonly transcriptRetentionDays: number }, logDays: number): number =>
  Math.min(setup.transcriptRetentionDays, logDays);

/** The instant before which something is older than so many days. */
export const cutoffAt = (now: string, days: number): string => earlier(now, days);

/** What retention states before it removes a day. */
export interface RemovalContent {
  readonly tenantId: string;
  readonly day: string;
  readonly firstPosition: number;
  readonly lastPosition: number;
  /** Records at these positions. */
  readonly records: number;
  /** The digest of the day's seal. */
  readonly sealDigest: string;
  /** The period in force, in days. */
  readonly retentionDays: number;
  /** Older records are removed: as long before the statement as the period is. */
  readonly cutoff: string;
  readonly statedAt: string;
}

/** The statement of a sealed day's removal. */
export const removalOf = (
  seal: DaySealContent & { readonly digest: string },
  at: { readonly now: string; readonly retentionDays: number },
): RemovalContent => ({
  tenantId: seal.tenantId,
  day: seal.day,
  firstPosition: seal.firstPosition,
  lastPosition: seal.lastPosition,
  records: seal.lastPosition - seal.firstPosition + 1,
  sealDigest: seal.digest,
  retentionDays: at.retentionDays,
  cutoff: earlier(at.now, at.retentionDays),
  statedAt: at.now,
});

/** What is signed of a statement: its fields in fixed order, separated by line feeds. */
export const removalText = (removal: RemovalContent): string =>
  [
    'smart-agents/removal/1',
    ...[removal.tenantId, removal.day, removal.firstPosition, removal.lastPosition, removal.records, removal.sealDigest],
    ...[removal.retentionDays, removal.cutoff, removal.statedAt],
  ].join('\n');

/** What a statement is held against. */
export interface RemovalFacts {
  /** The day's seal; null where there is none. */
  readonly seal: (DaySealContent & { readonly digest: string }) | null;
  /** The tenant's seals made in the seven days before the statement: each says which period was set then. */
  readonly recentSeals: readonly Pick<DaySealContent, 'retentionDays'>[];
  /** The periods as the database wrote them down when they were set. */
  readonly periods: readonly RetentionPeriod[];
}

/** What is wrong with a statement; null where nothing is. */
export const removalFault = (removal: RemovalContent, { seal, recentSeals, periods }: RemovalFacts): string | null => {
  const { statedAt, retentionDays, cutoff, day } = removal;
  if (seal === null) return 'is for a day that has no seal';
  if (removalText(removal) !== removalText(removalOf(seal, { now: statedAt, retentionDays }))) return "does not agree with its day's seal";
  if (endOfDay(day) > cutoff) return `removes a day that was younger than ${retentionDays} days`;
  const inForce = Math.max(periodInForce(periods, statedAt), ...recentSeals.map((recent) => recent.retentionDays));
  return retentionDays < inForce ? `was made for ${retentionDays} days while ${inForce} were in force` : null;
};
