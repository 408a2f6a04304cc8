import { missedLookupSchema } from '../../../src/contracts/missed-lookups.ts';
import { idOf } from './ids.ts';

const missed = ['Renewals', 'Ben Okafor'].map((caller, index) =>
  missedLookupSchema.parse({
    id: idOf(`missed-${index}`),
    at: `2026-11-2${4 - index}T09:30:00.000Z`,
    callerKind: index === 0 ? 'agent' : 'person',
    caller,
    route: index === 0 ? 'get /agent/v1/executions/{reference}' : 'get /api/v1/sessions/{id}',
    requestId: idOf(`request-${index}`),
  }),
);

/** Two missed lookups, a page each. */
export const missedLookups = (after: unknown): object => {
  const [newer, older] = missed;
  return after === newer?.id ? { value: [older] } : { value: [newer], nextAfter: newer?.id };
};
