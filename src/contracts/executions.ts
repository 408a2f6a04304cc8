import { z } from 'zod';
import { approvalOverviewSchema, approvalViewSchema } from './approvals.ts';
import { toolCallLogEntrySchema } from './tool-call-log.ts';

/** One workflow run and everything that belongs to it. `GET /api/v1/executions/{reference}`. */
export const executionViewSchema = z.strictObject({
  reference: z.string(),
  status: z.enum(['running', 'waiting', 'completed', 'failed', 'cancelled', 'unknown']),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  agent: z.strictObject({ id: z.string(), name: z.string(), version: z.int(), versionHash: z.string() }),
  fingerprint: z.string(),
  user: z.string(),
  company: z.string(),
  delegationId: z.string(),
  credits: z.string(),
  toolCalls: z.array(toolCallLogEntrySchema),
  /** In full for whoever was asked or decided, as an overview for everybody else. */
  approvals: z.array(z.union([approvalViewSchema, approvalOverviewSchema])),
});
export type ExecutionView = z.infer<typeof executionViewSchema>;
