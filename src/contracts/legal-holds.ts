import { z } from 'zod';
import { holdKinds } from '../domain/legal-hold.ts';

const reason = z.string().trim().min(1).max(400);

/** A legal hold, as it is read. `GET /api/v1/legal-holds`. */
export const legalHoldViewSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(holdKinds),
  /** Who or what is held, by name; null for a period. */
  target: z.string().nullable(),
  /** The period's first and last instant; null for the others, and where it has no end yet. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  reason: z.string(),
  setAt: z.iso.datetime(),
  setBy: z.string(),
  liftedAt: z.iso.datetime().nullable(),
  liftedBy: z.string().nullable(),
  liftReason: z.string().nullable(),
  /** The change by which it is to be lifted, which waits for a second admin; null where none does. */
  waiting: z.string().nullable(),
});
export type LegalHoldView = z.infer<typeof legalHoldViewSchema>;

/** Sets one. `POST /api/v1/legal-holds`. */
export const setLegalHoldSchema = z.discriminatedUnion('kind', [
  /** `personOid`: her object id at the identity provider. */
  z.strictObject({ kind: z.literal('user'), personOid: z.string().min(1).max(80), reason }),
  z.strictObject({ kind: z.literal('agent'), agentId: z.string().min(1).max(36), reason }),
  /** `document`: a record's number, as people call it, or its id in the ERP. */
  z.strictObject({ kind: z.literal('document'), document: z.string().trim().min(1).max(120), reason }),
  /** `to`: null while the period goes on. */
  z.strictObject({ kind: z.literal('period'), from: z.iso.datetime({ precision: 3 }), to: z.iso.datetime({ precision: 3 }).nullable(), reason }),
]);
export type SetLegalHold = z.infer<typeof setLegalHoldSchema>;

/** Lifts one. `POST /api/v1/legal-holds/{id}/lift`. */
export const liftLegalHoldSchema = z.strictObject({ reason });
