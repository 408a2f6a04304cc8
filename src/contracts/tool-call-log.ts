import { z } from 'zod';
import { basisSchema } from './approvals.ts';

/** How an attempt ended. `open`: its outcome is not written yet; `unknown`: it may or may not have had its effect. */
export const outcomes = [
  'open',
  'ok',
  'prepared',
  'committed',
  'refused',
  'denied',
  'failed',
  'timeout',
  'cancelled',
  'rejected',
  'expired',
  'replayed',
  'moved',
  'unknown',
] as const;

/**
 * One attempt joined with its outcome, as the log page serves it:
 * `GET /api/smartAgents/audit/v1.0/toolCallLogEntries` (OData v4).
 * Property names are stable; new ones are only ever added.
 */
export const toolCallLogEntrySchema = z.strictObject({
  id: z.string(),
  attemptedAt: z.iso.datetime(),
  toolCallId: z.string(),
  phase: z.enum(['read', 'prepare', 'commit']),
  executionReference: z.string(),
  sessionId: z.string().nullable(),
  turnId: z.string().nullable(),
  userId: z.string(),
  userName: z.string().nullable(),
  companyId: z.string(),
  companyName: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  agentVersion: z.int(),
  tier: z.string(),
  model: z.string(),
  tool: z.string(),
  operation: z.string(),
  /** Redacted as the tool's schema says. JSON text. */
  arguments: z.string(),
  decision: z.enum(['run', 'ask', 'refuse', 'replay']),
  /** Layer that had the last word, e.g. `tool-scoping`, `autonomy`, `approval`; `erp` where the ERP said no. */
  layer: z.string(),
  rule: z.string(),
  basis: z.array(basisSchema),
  delegationId: z.string(),
  approvalId: z.string().nullable(),
  approverName: z.string().nullable(),
  outcome: z.enum(outcomes),
  outcomeAt: z.iso.datetime().nullable(),
  outcomeMessage: z.string().nullable(),
  /** Observed data scope in words and ids, e.g. `vendors: V-1042`. */
  dataScope: z.string().nullable(),
  records: z.int().nullable(),
  mayBePartial: z.boolean().nullable(),
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  credits: z.string().nullable(),
  durationMs: z.int().nullable(),
  position: z.int().nullable(),
});
export type ToolCallLogEntry = z.infer<typeof toolCallLogEntrySchema>;
