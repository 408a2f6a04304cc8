import { z } from 'zod';

/** What became of a draft: `opened` in the user's mail program, which sends it; `deleted`: it is not there any more. */
export const emailStatuses = ['draft', 'opened', 'discarded', 'deleted'] as const;

/**
 * A message that an agent drafted: `GET /api/smartAgents/audit/v1.0/emailLogEntries` (OData v4). Never its text.
 * Property names are stable; new ones are only ever added.
 */
export const emailLogEntrySchema = z.strictObject({
  id: z.string(),
  draftedAt: z.iso.datetime(),
  status: z.enum(emailStatuses),
  statusAt: z.iso.datetime(),
  /** Null where the user's data were erased, and for drafts that are older than this log. */
  addressee: z.string().nullable(),
  /** HMAC-SHA-256 of the subject line under the tenant's key: equal subjects have equal hashes. */
  subjectHash: z.string(),
  attachments: z.int(),
  executionReference: z.string().nullable(),
  agentId: z.string(),
  agentName: z.string(),
  userId: z.string(),
  userName: z.string().nullable(),
  companyId: z.string(),
  companyName: z.string(),
});
export type EmailLogEntry = z.infer<typeof emailLogEntrySchema>;
