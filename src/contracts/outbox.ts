import { z } from 'zod';

/** A draft email in the user's outbox. Nothing leaves before the user herself opens it in her mail program and sends it. `GET /api/v1/outbox`. */
export const emailDraftViewSchema = z.strictObject({
  id: z.string(),
  status: z.enum(['draft', 'opened', 'discarded']),
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  attachments: z.array(z.strictObject({ fileId: z.string(), fileName: z.string(), contentType: z.string(), bytes: z.int() })),
  agentName: z.string(),
  executionReference: z.string(),
  createdAt: z.iso.datetime(),
});
export type EmailDraftView = z.infer<typeof emailDraftViewSchema>;
