import { z } from 'zod';
import { erpApprovalStates } from '../domain/erp-approval.ts';
import { approvalOverviewSchema, approvalViewSchema } from './approvals.ts';
import { outcomes, toolCallLogEntrySchema } from './tool-call-log.ts';

/** How a run stands. */
export const executionStatuses = ['running', 'waiting', 'completed', 'failed', 'cancelled', 'unknown'] as const;

/** The agent that acted: the version it ran with, and its standing at this moment. */
const agentSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.int(),
  versionHash: z.string(),
  /** An erasure took a person's name out of the version's texts; `versionHash` is that of the texts before. */
  nameErased: z.boolean(),
  kind: z.string(),
  businessUnit: z.string().nullable(),
  lifecycleNow: z.string(),
});

/** An agent that acted in the run: the one that was asked, or one that it asked in turn. */
const actingAgentSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.int(),
  versionHash: z.string(),
  nameErased: z.boolean(),
  /** Its tool calls, however many attempts they took. */
  calls: z.int(),
});

/** The authority it acted under. */
const delegationSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  workflow: z.string(),
  delegator: z.string(),
  /** `*`: whatever the agent version links. */
  actions: z.array(z.string()),
  companies: z.array(z.string()),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

/** A record of the ERP that the run touched; the ETag is the one a proposal rests on. */
const touchedRecordSchema = z.strictObject({
  entitySet: z.string(),
  id: z.string(),
  label: z.string(),
  role: z.enum(['read', 'written']),
  etag: z.string().nullable(),
});

/** Something that happened to one version of a proposal. */
const approvalEventSchema = z.strictObject({
  at: z.iso.datetime(),
  approvalId: z.string(),
  version: z.int(),
  tool: z.string(),
  /** `requested`, or the decision as the log has it: `confirmed`, `rejected`, `expired`, … */
  event: z.string(),
  /** Null where nobody did it: time or the program. */
  by: z.string().nullable(),
  /** For those who were asked. */
  reason: z.string().nullable(),
});

/** A change that the ERP's own approval workflow took over, and what became of it there. */
const erpApprovalSchema = z.strictObject({
  approvalId: z.string(),
  documentNumber: z.string(),
  /** `gone`: the document was posted or deleted before somebody decided; `lapsed`: it is followed no more. */
  state: z.enum(erpApprovalStates),
  since: z.iso.datetime(),
  /** Whom the ERP asks, by name; null where it asks nobody any more. */
  waitingFor: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Who decided, by name, where the ERP tells. */
  by: z.string().nullable(),
  /** What she said; for those who were asked. */
  reason: z.string().nullable(),
});

/** An attempt in which the ERP was asked. */
const erpRequestSchema = z.strictObject({
  at: z.iso.datetime(),
  /** Who asked, with its version. */
  agentName: z.string(),
  agentVersion: z.int(),
  tool: z.string(),
  phase: z.string(),
  outcome: z.string(),
  /** Sent with every request of the attempt (`client-request-id`); Business Central's telemetry knows them by it. */
  clientRequestId: z.string(),
  /** The ERP's own, where it told one. */
  correlationId: z.string().nullable(),
});

/** The calls of one model. */
const modelUseSchema = z.strictObject({
  model: z.string(),
  tier: z.string(),
  calls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  credits: z.string(),
});

/** A service of the platform that the run used, and how often. */
const serviceSchema = z.strictObject({ service: z.enum(['model', 'erp', 'outbox', 'files']), name: z.string(), calls: z.int() });

const outcomeCountSchema = z.strictObject({ outcome: z.enum(outcomes), count: z.int() });

/** One workflow run and everything that belongs to it. `GET /api/v1/executions/{reference}`. */
export const executionViewSchema = z.strictObject({
  reference: z.string(),
  status: z.enum(executionStatuses),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  agent: agentSchema,
  /** Every agent that called a tool in it, in the order in which they did. */
  agents: z.array(actingAgentSchema),
  /** SHA-256 over what else was in force: tool configurations, templates, model, program version. */
  fingerprint: z.string(),
  tenant: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.string(),
  company: z.string(),
  delegationId: z.string(),
  /** Null where it is kept no more. */
  delegation: delegationSchema.nullable(),
  /** What was asked of the platform, each tool once, with how often. */
  requestedActions: z.array(z.strictObject({ tool: z.string(), title: z.string(), operation: z.string(), calls: z.int() })),
  tokens: z.strictObject({ input: z.int(), output: z.int() }),
  /** Of its model calls and its tools' own prices. */
  credits: z.string(),
  models: z.array(modelUseSchema),
  services: z.array(serviceSchema),
  /** The first of them; `recordCount` says how many there are. */
  records: z.array(touchedRecordSchema),
  recordCount: z.int(),
  erpRequests: z.array(erpRequestSchema),
  outcomes: z.array(outcomeCountSchema),
  /** SHA-256 of the final answer in UTF-8; stays when the transcript has expired. */
  answerHash: z.string().nullable(),
  toolCalls: z.array(toolCallLogEntrySchema),
  approvalEvents: z.array(approvalEventSchema),
  /** What waits for the ERP's own approval, or ended there: a change is through when it is `approved`. */
  erpApprovals: z.array(erpApprovalSchema).default([]),
  /** In full for whoever was asked or decided, as an overview for everybody else. */
  approvals: z.array(z.union([approvalViewSchema, approvalOverviewSchema])),
});
export type ExecutionView = z.infer<typeof executionViewSchema>;

/** A run in a list. `GET /api/v1/executions`. */
export const executionSummarySchema = z.strictObject({
  reference: z.string(),
  status: z.enum(executionStatuses),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  agent: z.strictObject({ id: z.string(), name: z.string(), version: z.int() }),
  user: z.string(),
  company: z.string(),
  tools: z.array(z.string()),
  outcomes: z.array(outcomeCountSchema),
  /** Labels of records it wrote, at most ten. */
  written: z.array(z.string()),
  /** What waits for the ERP's own approval at this moment, however the run itself ended. */
  waitingInErp: z.array(erpApprovalSchema.pick({ documentNumber: true, since: true, waitingFor: true })).default([]),
});
export type ExecutionSummary = z.infer<typeof executionSummarySchema>;

const words = z.string().trim().min(1).max(120);

/** A record as OData writes it: `purchaseOrders(6f1c…)`. */
const recordKey = /^([\w.]{1,80})\('?([^()']{1,120})'?\)$/;

/** Which runs are wanted, newest first; every filter narrows. Days are whole, in UTC, both included. */
export const executionQuerySchema = z.strictObject({
  /** Id or part of the name. */
  agent: words.optional(),
  /** Part of the name. */
  user: words.optional(),
  /** Id or part of the name. */
  company: words.optional(),
  /** `waiting`: also what waits for the ERP's own approval. */
  status: z.enum(executionStatuses).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** A tool it called; with `outcome`: to that outcome. */
  tool: words.optional(),
  outcome: z.enum(outcomes).optional(),
  /** Number of a document or record that it touched, e.g. `PO-10645`. */
  document: words.optional(),
  /** A record that it touched, e.g. `purchaseOrders(6f1c…)`. */
  record: z
    .string()
    .trim()
    .regex(recordKey, 'Write it as entitySet(id).')
    .transform((text) => {
      const [, entitySet = '', id = ''] = recordKey.exec(text) ?? [];
      return { entitySet, id };
    })
    .optional(),
  limit: z.coerce.number().int('A whole number.').min(1).max(200).default(50),
  /** The `nextAfter` of the page before. */
  after: z.string().max(40).optional(),
});
export type ExecutionQuery = z.infer<typeof executionQuerySchema>;
