import { z } from 'zod';

/** An error on the wire: RFC 9457 problem details, with our stable code, the fields at fault and what would help. */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  remedy: z.string().optional(),
  fields: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  /** Where a reader of the log can go on, after a cursor that is older than what is kept. */
  firstPosition: z.int().optional(),
  /** Correlates with the server's log. */
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
