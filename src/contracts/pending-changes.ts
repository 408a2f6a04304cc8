import { z } from 'zod';
import { pendingChangeDecisions, pendingChangeStatuses } from '../domain/second-admin.ts';

/** A change that widens and waits for a second admin. `GET /api/v1/admin/pending-changes`. */
export const pendingChangeViewSchema = z.strictObject({
  id: z.string(),
  /** What is to be changed: `agent`, `template`, `tool`, `setup`, `businessUnit`. */
  subjectType: z.string(),
  subjectId: z.string(),
  subjectName: z.string(),
  changes: z.array(z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  status: z.enum(pendingChangeStatuses),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  /** What the viewer may do with it; whoever asked can only withdraw. */
  decisions: z.array(z.enum(pendingChangeDecisions)),
});
export type PendingChangeView = z.infer<typeof pendingChangeViewSchema>;

/** Decides on it. `POST /api/v1/admin/pending-changes/{id}/decision`. Rejecting needs a reason. */
export const decidePendingChangeSchema = z.strictObject({
  decision: z.enum(pendingChangeDecisions),
  reason: z.string().trim().min(1).max(400).optional(),
});
export type DecidePendingChange = z.infer<typeof decidePendingChangeSchema>;
