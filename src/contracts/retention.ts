import { z } from 'zod';

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
