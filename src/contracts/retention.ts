import { z } from 'zod';

/** For how long things are kept, in days. `GET /api/v1/retention`. */
export const retentionPeriodsSchema = z.strictObject({
  /** The period of the log that is in force, and the one that is set. */
  logDays: z.int(),
  logDaysSet: z.int(),
  /** When the one that is set will be in force; null where it is. */
  shorterFrom: z.iso.datetime().nullable(),
  transcriptDays: z.int(),
});
export type RetentionPeriodsView = z.infer<typeof retentionPeriodsSchema>;

/** A run of retention for a tenant. `GET|POST /api/v1/retention/runs`, newest first. */
export const retentionRunSchema = z.strictObject({
  id: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  status: z.enum(['running', 'done', 'failed']),
  /** Who started it by hand; null where the clock did. */
  startedBy: z.string().nullable(),
  /** The periods that were in force, in days: of the log, and of transcripts. */
  retentionDays: z.int(),
  transcriptDays: z.int(),
  /** Days of the log whose removal was stated. */
  days: z.int(),
  records: z.int(),
  /** Records old enough to go that are held. */
  heldRecords: z.int(),
  missedLookups: z.int(),
  conversations: z.int(),
  messages: z.int(),
  problem: z.string().nullable(),
});
export type RetentionRunView = z.infer<typeof retentionRunSchema>;
