import { z } from 'zod';

/** An observed data scope as the log keeps it: by entity set the first records, those written first, and how many there were. */
export const dataScopeSchema = z.object({
  entitySets: z.array(
    z.object({
      entitySet: z.string(),
      ids: z.array(z.object({ id: z.string(), label: z.string(), written: z.literal(true).optional() })),
      count: z.number(),
      digest: z.string().nullable(),
      filters: z.array(z.string()),
      /** Fields that held words of outsiders. */
      untrusted: z.array(z.string()).optional(),
    }),
  ),
});
export type DataScope = z.infer<typeof dataScopeSchema>;
