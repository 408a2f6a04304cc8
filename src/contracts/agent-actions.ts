import { z } from 'zod';
import { erpApprovalStates } from '../domain/erp-approval.ts';

/** Something to be done for an external agent. `POST /agent/v1/actions` */
export const actionRequestSchema = z.strictObject({
  /** A tool the agent has. */
  action: z.string().min(1).max(80),
  arguments: z.record(z.string(), z.unknown()).default({}),
  /** The delegation to act under; a token that is bound to one may leave it out. */
  delegation: z.uuid().optional(),
  /** The company to act in; the delegation's, where it has one only. */
  company: z.uuid().optional(),
  /** Reference of the agent's own run that this is a further step of; a new run, if left out. */
  execution: z.string().max(40).optional(),
});
export type ActionRequest = z.infer<typeof actionRequestSchema>;

/** What an agent takes back of what it proposed itself. `POST /agent/v1/executions/{reference}/withdraw` */
export const withdrawRequestSchema = z.strictObject({
  /** `toolCallId` of one action; everything that waits in the run, if left out. */
  action: z.uuid().optional(),
  /** Kept with the decision, for the people who were asked. */
  reason: z.string().trim().min(1).max(500).optional(),
});
export type WithdrawRequest = z.infer<typeof withdrawRequestSchema>;

const reasonSchema = z.strictObject({
  layer: z.string().nullable(),
  rule: z.string().nullable(),
  message: z.string(),
  /** What would let it through. */
  remedy: z.string().nullable(),
});

const commonShape = {
  /** The run's reference; it follows everything. */
  execution: z.string(),
  toolCallId: z.string(),
  action: z.string(),
  line: z.string(),
};

/** How a change stands in the ERP's own approval. `line` says it in a sentence. */
const erpApprovalStateSchema = z.strictObject({
  state: z.enum(erpApprovalStates),
  documentNumber: z.string(),
  since: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  line: z.string(),
});

/** What came of an action. */
export const actionAnswerSchema = z.discriminatedUnion('result', [
  z.strictObject({
    result: z.literal('done'),
    ...commonShape,
    data: z.unknown(),
    mayBePartial: z.boolean(),
    truncated: z.boolean(),
    /** Where the ERP's own approval workflow took it over: it is through when this is `approved`. */
    erpApproval: erpApprovalStateSchema.optional(),
  }),
  z.strictObject({
    result: z.literal('pending_approval'),
    ...commonShape,
    approval: z.strictObject({
      id: z.string(),
      version: z.int(),
      /** Who decides: the responsible user, or a second person. */
      approver: z.enum(['responsible', 'second-person']),
      expiresAt: z.iso.datetime(),
      /** Why it asks. */
      reasons: z.array(z.string()),
      title: z.string(),
      summary: z.string(),
    }),
    /** Where to ask what became of it; `?wait=30` waits for news. */
    poll: z.string(),
  }),
  z.strictObject({ result: z.literal('refused'), ...commonShape, reason: reasonSchema }),
  /** The ERP or the tool did not do it. */
  z.strictObject({ result: z.literal('failed'), ...commonShape, outcome: z.string(), reason: reasonSchema }),
  /** It is not known whether it was done: it is being found out. Not to be asked for again. */
  z.strictObject({ result: z.literal('unknown'), ...commonShape, reason: reasonSchema, poll: z.string() }),
  /** It is still being done. */
  z.strictObject({ result: z.literal('running'), ...commonShape, poll: z.string() }),
]);
export type ActionAnswer = z.infer<typeof actionAnswerSchema>;

/** A run of an external agent. `GET /agent/v1/executions/{reference}` */
export const agentExecutionSchema = z.strictObject({
  execution: z.string(),
  status: z.enum(['running', 'waiting', 'completed', 'failed', 'cancelled']),
  agent: z.strictObject({ id: z.string(), name: z.string(), version: z.int() }),
  delegation: z.string(),
  company: z.strictObject({ id: z.string(), name: z.string().nullable() }),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Its actions in order, each with what is known of it now. */
  actions: z.array(actionAnswerSchema),
});
export type AgentExecution = z.infer<typeof agentExecutionSchema>;

/** How long to wait for news of a run, in seconds. */
export const executionWaitSchema = z.strictObject({ wait: z.coerce.number().int('A whole number.').min(0).max(60).default(0) });
