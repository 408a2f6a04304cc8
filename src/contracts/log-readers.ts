import { z } from 'zod';

const name = z.string().trim().min(1).max(100);

/** A program that may read the tool-call log feed, as the admin sees it. `GET /api/v1/admin/log-readers`. */
export const logReaderViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Its application at the issuer that vouches for it; null where it gets its tokens here. */
  clientApplication: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  /** From when on it is not heard any more. */
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
});
export type LogReaderView = z.infer<typeof logReaderViewSchema>;

/** Registers one. `POST /api/v1/admin/log-readers`. */
export const createLogReaderSchema = z.strictObject({
  name,
  /** Needed where another issuer vouches for programs: the application's id there. */
  clientApplication: z.string().trim().min(1).max(100).optional(),
});
export type CreateLogReader = z.infer<typeof createLogReaderSchema>;
