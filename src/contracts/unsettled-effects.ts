import { z } from 'zod';
import { proposalPreviewSchema, recordRefSchema } from './approvals.ts';

/** A change of which nobody knows whether it was made, with what is needed to look for it in the ERP. */
export const unsettledEffectSchema = z.strictObject({
  approvalId: z.string(),
  tool: z.strictObject({ name: z.string(), title: z.string() }),
  agent: z.strictObject({ id: z.string(), name: z.string() }),
  executionReference: z.string(),
  company: z.string(),
  /** Display name of the person for whom it was to be made. */
  requestedBy: z.string(),
  /** Display name of who confirmed it; null where it was made without asking. */
  confirmedBy: z.string().nullable(),
  amount: z.strictObject({ value: z.string(), currency: z.string() }).nullable(),
  /** Written into what the agent makes, in brackets in its description, where the tool can. */
  effectKey: z.string(),
  supportingRecords: z.array(recordRefSchema),
  /** When the ERP was asked to make it. */
  attemptedAt: z.iso.datetime(),
  /** Sent with the request (`client-request-id`); the ERP's telemetry knows it by this. */
  clientRequestId: z.string(),
  /** The ERP's own id of the request, where it told one. */
  correlationId: z.string().nullable(),
  /** Before this instant the ERP may still be at it. */
  settleableFrom: z.iso.datetime(),
  /** Whether the reader may settle it, once it can be. */
  maySettle: z.boolean(),
  /** What it says; for the person for whom it was to be made alone, as the ERP might not show it to others. */
  preview: proposalPreviewSchema.nullable(),
});
export type UnsettledEffect = z.infer<typeof unsettledEffectSchema>;

/** What a person found in the ERP. */
export const settleEffectSchema = z.strictObject({
  found: z.enum(['done', 'not_done']),
  /** What she looked at, e.g. the number of the document that is there. */
  reason: z.string().trim().min(1).max(500),
});
export type SettleEffect = z.infer<typeof settleEffectSchema>;

/** A change that has been settled. */
export const settledEffectSchema = z.strictObject({
  approvalId: z.string(),
  status: z.enum(['committed', 'failed']),
  message: z.string(),
});
export type SettledEffectView = z.infer<typeof settledEffectSchema>;
