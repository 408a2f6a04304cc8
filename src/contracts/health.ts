import { z } from 'zod';

/** What `/readyz` answers, whatever its status. */
export const healthSchema = z.strictObject({
  status: z.enum(['ready', 'degraded', 'not ready']),
  complaints: z.array(
    z.strictObject({
      part: z.enum(['audit_log', 'database', 'sequencer', 'disk', 'erp', 'model']),
      severity: z.enum(['not_ready', 'degraded']),
      what: z.string(),
      remedy: z.string(),
    }),
  ),
});

/** How the program stands, and what to do about what is wrong. */
export type HealthView = z.infer<typeof healthSchema>;
