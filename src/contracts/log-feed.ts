import { z } from 'zod';
import { basisSchema } from './approvals.ts';
import { outcomes, toolCallLogEntrySchema } from './tool-call-log.ts';

/** Records a request of the feed gives if it does not say, and at most. */
export const feedLimits = { standard: 1000, most: 10_000 } as const;

const entry = toolCallLogEntrySchema.shape;
const position = z.int().positive();

/** What every record of the feed has. `at`: when it was written. */
const common = {
  position,
  id: z.string(),
  at: z.iso.datetime(),
  /** SHA-256 over the record as it is stored. */
  recordHash: z.string(),
  /** The chain's hash at this position: it covers this record and all before it. */
  chainHash: z.string(),
  toolCallId: z.string(),
  executionReference: z.string().nullable(),
  companyId: z.string().nullable(),
  companyName: z.string().nullable(),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  userId: z.string().nullable(),
  userName: z.string().nullable(),
} as const;

/** An attempt at a tool call, written before the tool ran. */
const attemptRecordSchema = z.strictObject({
  recordType: z.literal('attempt'),
  ...common,
  phase: entry.phase,
  sessionId: entry.sessionId,
  turnId: entry.turnId,
  agentVersion: entry.agentVersion,
  tier: entry.tier,
  model: entry.model,
  tool: entry.tool,
  operation: entry.operation,
  arguments: entry.arguments,
  decision: entry.decision,
  layer: entry.layer,
  rule: entry.rule,
  basis: z.array(basisSchema),
  delegationId: entry.delegationId,
  approvalId: entry.approvalId,
  approverId: z.string().nullable(),
  approverName: entry.approverName,
  recheck: z.string().nullable(),
});

/** How an attempt ended. */
const outcomeRecordSchema = z.strictObject({
  recordType: z.literal('outcome'),
  ...common,
  attemptId: z.string(),
  tool: z.string().nullable(),
  operation: z.string().nullable(),
  phase: entry.phase.nullable(),
  outcome: z.enum(outcomes),
  /** The layer that ended it, where that was not the decision's. */
  layer: z.string().nullable(),
  message: z.string().nullable(),
  dataScope: entry.dataScope,
  records: z.int(),
  mayBePartial: z.boolean(),
  truncated: z.boolean(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  credits: z.string(),
  durationMs: z.int(),
  correlationId: z.string().nullable(),
});

/** A decision on a proposal. `userId`: who decided; null where nobody did (expiry). */
const decisionRecordSchema = z.strictObject({
  recordType: z.literal('decision'),
  ...common,
  approvalId: z.string(),
  version: z.int(),
  decision: z.string(),
  outcomeHash: z.string(),
});

/** A record of the tool-call log feed. Property names are stable; new ones are only ever added. */
export const feedRecordSchema = z.discriminatedUnion('recordType', [attemptRecordSchema, outcomeRecordSchema, decisionRecordSchema]);
export type FeedRecord = z.infer<typeof feedRecordSchema>;

/** A page of the feed as JSON: `GET /api/smartAgents/audit/v1.0/toolCallLogFeed`. Go on with `after=nextPosition`. */
export const feedPageSchema = z.strictObject({
  records: z.array(feedRecordSchema),
  /** Whether there are positions behind `nextPosition` already. */
  hasMore: z.boolean(),
  nextPosition: z.int().nonnegative(),
});

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, 'A whole number.')
    .transform(Number)
    .pipe(z.int().min(from).max(to));

/** What the feed is asked for. */
export const feedQuerySchema = z.strictObject({
  /** The position the reader has already; left out: from the first there is. */
  after: wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeNumber(1, feedLimits.most).default(feedLimits.standard),
  /** Records written from then on. What is left out is passed over; the cursor moves on all the same. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Records written before then. */
  to: z.iso.datetime({ offset: true }).optional(),
  /** OCSF events in place of our own records. */
  format: z.literal('ocsf').optional(),
});
export type FeedQuery = z.infer<typeof feedQuerySchema>;
