import { z } from 'zod';

/** Somebody asked for a thing that is not there for her organisation; whether it is anywhere else is told to nobody. */
export const missedLookupSchema = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  callerKind: z.enum(['person', 'agent']),
  /** Display name of the person, or name of the external agent. */
  caller: z.string(),
  /** Method and address as the API description has them: `get /api/v1/sessions/{id}`. */
  route: z.string(),
  /** As in the answer's `X-Request-Id`; empty for an event of the chat. */
  requestId: z.string(),
});
export type MissedLookupView = z.infer<typeof missedLookupSchema>;

/** Which of them are wanted, newest first. */
export const missedLookupQuerySchema = z.strictObject({
  limit: z.coerce.number().int('A whole number.').min(1).max(200).default(50),
  /** The `nextAfter` of the page before. */
  after: z.uuid().optional(),
});
export type MissedLookupQuery = z.infer<typeof missedLookupQuerySchema>;
