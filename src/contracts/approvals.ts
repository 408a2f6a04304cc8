import { z } from 'zod';
import { proposalDecisions } from '../domain/deciding.ts';

/** Where a proposal stands. Only `pending` can be decided. */
export const approvalStatuses = [
  'pending',
  'committing',
  'committed',
  'failed',
  'unknown',
  'rejected',
  'expired',
  'withdrawn',
  'cancelled',
  'superseded',
  'undecryptable',
] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** One thing a proposal changes: `before` is null for something that does not exist yet. */
export const previewFieldSchema = z.strictObject({
  label: z.string(),
  before: z.string().nullable(),
  after: z.string(),
});

/** What a person sees before she confirms: everything the write will do, in words and figures. */
export const proposalPreviewSchema = z.strictObject({
  title: z.string(),
  /** One sentence that says what happens on Confirm. */
  summary: z.string(),
  fields: z.array(previewFieldSchema),
  /** Lines of a document, all cells formatted as text. */
  table: z
    .strictObject({
      columns: z.array(z.strictObject({ label: z.string(), align: z.enum(['start', 'end']) })),
      rows: z.array(z.array(z.string())),
    })
    .nullable(),
  /** Free text the write carries, e.g. the body of an email. */
  text: z.string().nullable(),
  /** Documents that can be opened before deciding, at `/api/v1/approvals/{id}/attachments/{index}`. */
  attachments: z.array(z.strictObject({ fileName: z.string(), contentType: z.string() })),
});
export type ProposalPreview = z.infer<typeof proposalPreviewSchema>;

/** One rule that took part in a decision: which layer, which rule, whose setting, in plain words. */
export const basisSchema = z.strictObject({
  layer: z.string(),
  rule: z.string(),
  setting: z.string(),
  message: z.string(),
});

/** A record that was read to make a proposal or a result. */
export const recordRefSchema = z.strictObject({
  entitySet: z.string(),
  id: z.string(),
  label: z.string(),
  etag: z.string().nullable(),
});
export type RecordRef = z.infer<typeof recordRefSchema>;

/** A proposal as its approver sees it. */
export const approvalViewSchema = z.strictObject({
  id: z.string(),
  /** Which edition of the proposal this is; a decision names the version it was made on. */
  version: z.int().positive(),
  status: z.enum(approvalStatuses),
  executionReference: z.string(),
  sessionId: z.string(),
  turnId: z.string(),
  toolCallId: z.string(),
  agent: z.strictObject({ id: z.string(), name: z.string() }),
  tool: z.strictObject({ name: z.string(), title: z.string() }),
  preview: proposalPreviewSchema,
  /** Differences to the version before, where this version replaced one because something moved. */
  changedSince: z.array(z.strictObject({ label: z.string(), was: z.string(), now: z.string() })),
  /** Why it asks. */
  basis: z.array(basisSchema),
  /** In whose name it was asked for. */
  requestedBy: z.string(),
  /** Who decides: the responsible user, or a second person; without names, anyone who may approve. */
  approver: z.strictObject({ kind: z.enum(['responsible', 'second-person']), people: z.array(z.string()) }),
  /** Whether whoever looks may decide on it. */
  mayDecide: z.boolean(),
  /** Whether whoever looks may take it back. */
  mayWithdraw: z.boolean().default(false),
  /** Whether whoever looks may change what it asks for. */
  mayEdit: z.boolean().default(false),
  /** Display name of who changed what the version before asked for. */
  editedBy: z.string().nullable().default(null),
  amount: z.strictObject({ value: z.string(), currency: z.string() }).nullable(),
  supportingRecords: z.array(recordRefSchema),
  mayBePartial: z.boolean(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  /** Display name of who decided. */
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** What came of it, one line, e.g. the new document's number. */
  resultLine: z.string().nullable(),
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;

/**
 * A proposal as those see it who oversee the tenant and were not asked: what was decided, by whom, when, why it asked
 * and from which records; not what it says. Their own rights in the ERP might not let them see that.
 */
export const approvalOverviewSchema = approvalViewSchema.omit({ preview: true, changedSince: true, reason: true, resultLine: true });
export type ApprovalOverview = z.infer<typeof approvalOverviewSchema>;

/** A decision on one version of one proposal. */
export const approvalDecisionSchema = z.strictObject({
  version: z.int().positive(),
  /** `withdraw`: whoever asked takes it back; that is no rejection. */
  decision: z.enum(proposalDecisions),
  reason: z.string().trim().min(1).max(500).optional(),
});
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;

/** Other values for a waiting proposal: all arguments of its tool, as they are to be. */
export const approvalEditSchema = z.strictObject({ version: z.int().positive(), arguments: z.record(z.string(), z.unknown()) });
export type ApprovalEdit = z.infer<typeof approvalEditSchema>;

/** What a waiting proposal asks for, to be edited. */
export const approvalArgumentsSchema = z.strictObject({
  version: z.int().positive(),
  arguments: z.record(z.string(), z.unknown()),
  /** JSON Schema of the arguments. */
  schema: z.record(z.string(), z.unknown()),
});
export type ApprovalArguments = z.infer<typeof approvalArgumentsSchema>;

/** What came of a decision. `edited`: `approval` is the new version, which waits. `moved`: something changed since, nothing ran, `approval` is the new version to review. */
export const approvalDecisionResultSchema = z.strictObject({
  result: z.enum([
    'committed',
    'rejected',
    'withdrawn',
    'edited',
    'moved',
    'failed',
    'unknown',
    'refused',
    'already_decided',
    'expired',
    'audit_unavailable',
  ]),
  message: z.string(),
  approval: approvalViewSchema,
  /** What is wrong with the values of an edit. */
  fields: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
});
export type ApprovalDecisionResult = z.infer<typeof approvalDecisionResultSchema>;
