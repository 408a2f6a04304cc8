import { z } from 'zod';

/** Who asks, as the agent API knows it. `GET /agent/v1/me`. */
export const callingAgentSchema = z.strictObject({
  agent: z.strictObject({ id: z.string(), name: z.string(), description: z.string(), lifecycle: z.string(), version: z.int() }),
  tenant: z.strictObject({ id: z.string(), name: z.string() }),
  clientId: z.string(),
  /** The credential the token was got with; null where another issuer checked it. */
  credential: z.strictObject({ id: z.string(), kind: z.enum(['secret', 'key']), expiresAt: z.iso.datetime() }).nullable(),
  scopes: z.array(z.string()),
  /** The delegation the token is bound to; null: it may look around, not act. */
  delegation: z.string().nullable(),
  /** The delegations the agent could get a token for now. */
  delegations: z.array(
    z.strictObject({
      id: z.string(),
      workflow: z.string(),
      /** Tools; `*`: whatever the agent has. */
      actions: z.array(z.string()),
      companies: z.array(z.string()),
      validFrom: z.iso.datetime(),
      validTo: z.iso.datetime().nullable(),
    }),
  ),
});
export type CallingAgentView = z.infer<typeof callingAgentSchema>;
