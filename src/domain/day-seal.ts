import { sha256 } from '../kernel/canonical-json.ts';

/**
 * Each UTC day of a tenant's log is sealed once it is over. A position belongs to the day in which its batch's head was
 * signed. Seals follow each other day by day from the first head's day on, days without records among them, and each
 * names the digest of the one before. No batch is appended on a day before all days that are over have their seals.
 */

/** What a seal says of a day. */
export interface DaySealContent {
  readonly tenantId: string;
  /** The UTC day, `YYYY-MM-DD`. */
  readonly day: string;
  /** The day's positions; of a day without records the last is the one before the first. */
  readonly firstPosition: number;
  readonly lastPosition: number;
  readonly attempts: number;
  readonly outcomes: number;
  readonly decisions: number;
  /** Signed heads at these positions. */
  readonly heads: number;
  /** The chain's hash at the last position. */
  readonly headHash: string;
  /** SHA-256 over the record hashes in order, each followed by a line feed. */
  readonly recordDigest: string;
  /** The retention period that the setup named when the day was sealed, in days. */
  readonly retentionDays: number;
  /** The digest of the day before's seal. */
  readonly previousDigest: string;
  readonly sealedAt: string;
}

/** A seal with its digest. */
export interface DayDigest extends DaySealContent {
  /** SHA-256 over everything else the seal says. */
  readonly digest: string;
}

/** The digest that a tenant's first seal names as its predecessor's. */
export const sealOrigin = '0'.repeat(64);

/** What is signed of a seal: its fields in fixed order, separated by line feeds. */
export const sealText = (seal: DaySealContent): string =>
  [
    'smart-agents/day-seal/1',
    ...[seal.tenantId, seal.day, seal.firstPosition, seal.lastPosition, seal.attempts, seal.outcomes, seal.decisions, seal.heads],
    ...[seal.headHash, seal.recordDigest, seal.retentionDays, seal.previousDigest, seal.sealedAt],
  ].join('\n');

/** The seal's digest. */
export const sealDigest = (seal: DaySealContent): string => sha256(sealText(seal));

const dayMillis = 86_400_000;

/** The UTC day of an instant. */
export const dayOf = (instant: string): string => instant.slice(0, 10);

/** The instant a UTC day begins, ISO 8601 with milliseconds. */
export const startOfDay = (day: string): string => `${day}T00:00:00.000Z`;

/** The UTC day so many days later; `never` for a text that is no day. */
export const daysLater = (day: string, days: number): string => {
  const start = Date.parse(startOfDay(day));
  return Number.isNaN(start) ? 'never' : dayOf(new Date(start + days * dayMillis).toISOString());
};

/** The instant a UTC day is over. */
export const endOfDay = (day: string): string => startOfDay(daysLater(day, 1));

/** The day a tenant's next seal is for: after the last one's, or that of its first head; null where neither is there. */
export const nextSealDay = (known: { readonly lastSealed: string | null; readonly firstHeadAt: string | null }): string | null => {
  if (known.lastSealed !== null) return daysLater(known.lastSealed, 1);
  return known.firstHeadAt === null ? null : dayOf(known.firstHeadAt);
};

/** What is wrong with a seal as the one that follows another (null: with the first); null where nothing is. */
export const sealFault = (seal: DayDigest, before: DayDigest | null): string | null => {
  if (seal.digest !== sealDigest(seal)) return 'does not have its digest';
  if (seal.lastPosition - seal.firstPosition + 1 !== seal.attempts + seal.outcomes + seal.decisions)
    return 'counts other records than it has positions';
  if (seal.previousDigest !== (before?.digest ?? sealOrigin)) return 'does not name the digest of the seal before it';
  if (before !== null && seal.day !== daysLater(before.day, 1)) return 'is not for the day after the seal before it';
  if (seal.firstPosition !== (before?.lastPosition ?? 0) + 1) return 'does not begin where the seal before it ends';
  return seal.sealedAt < endOfDay(seal.day) ? 'was made before its day was over' : null;
};
