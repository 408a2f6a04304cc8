import { z } from 'zod';

/** The type of `authorization_details` (RFC 9396) that binds a token to one delegation. */
export const delegationType = 'urn:smart-agents:delegation';

const detailsSchema = z.array(z.strictObject({ type: z.literal(delegationType), identifier: z.uuid() })).max(1);

/** How a request names a delegation, for whoever got it wrong. */
export const delegationShape = `authorization_details is [{"type":"${delegationType}","identifier":"<id of a delegation>"}]`;

/** The delegation that details name, null where they name none; undefined where they are not ours. */
export const namedDelegation = (details: unknown): string | null | undefined => {
  const read = detailsSchema.safeParse(details);
  return read.success ? (read.data[0]?.identifier ?? null) : undefined;
};
