import { z } from 'zod';

/** A rule that ended calls. `rule` is the one that refused; where the ERP said no, `denied`. */
const refusalSchema = z.strictObject({
  layer: z.string(),
  rule: z.string(),
  count: z.int(),
  /** The agents and tools it stopped, those most often stopped first. */
  agents: z.array(z.string()),
  tools: z.array(z.string()),
});

/** A proposal that something moved under more than once, so that it came back with a new version each time. */
const comingBackSchema = z.strictObject({
  executionReference: z.string(),
  tool: z.string(),
  agent: z.string(),
  versions: z.int(),
  superseded: z.int(),
  requestedAt: z.iso.datetime(),
  /** Where the latest of these versions stands. */
  status: z.string(),
});

/** How long proposals of a tool waited for a person. */
const waitingSchema = z.strictObject({
  tool: z.string(),
  asked: z.int(),
  /** By a person. */
  decided: z.int(),
  expired: z.int(),
  /** Milliseconds from asking to deciding; null where nobody decided. Nearest rank: half, and nine of ten, took no longer. */
  medianMillis: z.int().nullable(),
  p90Millis: z.int().nullable(),
});

/** Where runs stop. `GET /api/v1/reports/stops`. */
export const stopsReportSchema = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  refusals: z.array(refusalSchema),
  comingBack: z.array(comingBackSchema),
  waiting: z.array(waitingSchema),
});
export type StopsReport = z.infer<typeof stopsReportSchema>;

/** The days of a report, in UTC, both included; the last thirty where they are left out. */
export const stopsQuerySchema = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() });
