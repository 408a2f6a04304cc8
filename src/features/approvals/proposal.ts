import { SmartAgentApproval } from '../../../entities/index.ts';
import type { ProposalPreview, RecordRef } from '../../contracts/approvals.ts';
import { changesBetween, isFinal, outcomeHash, type ApprovalState, type PreviewFacts } from '../../domain/approval.ts';
import { requiredApprover } from '../../domain/approval-rule.ts';
import type { Stake } from '../../domain/stake.ts';
import type { Basis, ToolCallFacts } from '../../domain/tool-call.ts';
import { insert, update, type Row, type Write } from '../../kernel/database.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';

/** What a proposal would do, in full. Sealed while it waits, erased when it is settled. */
export interface ProposalPayload {
  readonly arguments: Json;
  readonly draft: Json;
  /** The `traceparent` of the call that proposed it, so that its commit can be traced back; no part of what is proposed. */
  readonly trace?: string;
}

/** What was prepared for a proposal, and what it rests on. */
export interface PreparedOutcome extends Stake {
  readonly payload: ProposalPayload;
  readonly preview: ProposalPreview;
  readonly records: readonly RecordRef[];
  readonly mayBePartial: boolean;
}

/** What a proposal's hash covers besides what was prepared. */
export interface OutcomeFrame {
  readonly tool: string;
  readonly agentVersionId: string;
  readonly delegationId: string;
}

/** The hash of exactly what is proposed. */
export const hashOfOutcome = (
  { tool, agentVersionId, delegationId }: OutcomeFrame,
  outcome: Pick<PreparedOutcome, 'payload' | 'records' | 'amount'>,
): string => outcomeHash({ tool, agentVersionId, delegationId, ...outcome.payload, sourceRecords: outcome.records, amount: outcome.amount });

/** A preview as labels and values, for comparing two versions. */
export const previewFacts = (preview: ProposalPreview): PreviewFacts => [
  ...preview.fields.map(({ label, after }) => ({ label, value: after })),
  ...(preview.table?.rows ?? []).flatMap((row, index) =>
    row.map((value, column) => ({ label: `Line ${index + 1}, ${preview.table?.columns[column]?.label ?? ''}`, value })),
  ),
  ...(preview.text === null ? [] : [{ label: 'Text', value: preview.text }]),
];

/** What differs between two versions of a proposal; source records that moved are named where nothing shown did. */
export const differences = (
  before: { readonly preview: ProposalPreview; readonly records: readonly RecordRef[] },
  now: { readonly preview: ProposalPreview; readonly records: readonly RecordRef[] },
): readonly { label: string; was: string; now: string }[] => {
  const shown = changesBetween(previewFacts(before.preview), previewFacts(now.preview));
  if (shown.length > 0) return [...shown];
  const key = (record: RecordRef): string => `${record.entitySet} ${record.label}`;
  const versions = (records: readonly RecordRef[]): PreviewFacts => records.map((record) => ({ label: key(record), value: record.etag ?? '' }));
  return changesBetween(versions(before.records), versions(now.records)).map(({ label, was }) => ({
    label,
    was: was === '' ? 'not part of it' : 'as it was',
    now: 'changed in the ERP',
  }));
};

/** Stands for the conversation and the turn of a proposal that an external agent made: it has neither. */
export const noConversation = '';

/** Where a new proposal belongs. */
export type ProposalFrame = Pick<
  Row<SmartAgentApproval>,
  | 'id'
  | 'tenantId'
  | 'proposalId'
  | 'version'
  | 'executionId'
  | 'sessionId'
  | 'turnId'
  | 'toolCallId'
  | 'agentId'
  | 'agentVersionId'
  | 'delegationId'
  | 'requesterSubjectId'
  | 'responsibleSubjectId'
  | 'editedBySubjectId'
  | 'raisedBySubjectId'
  | 'companyId'
  | 'tool'
  | 'effectKey'
  | 'requestedAt'
  | 'expiresAt'
>;

/** Why it asks, or need not, and what seals it. */
export interface Reasons {
  readonly box: SecretBox;
  readonly basis: readonly Basis[];
  /** What it was decided on. */
  readonly facts: ToolCallFacts;
  readonly trace?: string | undefined;
}

type Traced = Omit<ProposalPayload, 'trace'> & { readonly trace: string | undefined };

/** The frame of the version that takes a proposal's place: asked for at this moment, with all its time to be decided in. */
export const nextVersion = (
  row: Row<SmartAgentApproval>,
  { id, at, minutes }: { readonly id: string; readonly at: Date; readonly minutes: number },
): Row<SmartAgentApproval> => ({
  ...row,
  id,
  version: row.version + 1,
  requestedAt: at.toISOString(),
  expiresAt: new Date(at.getTime() + minutes * 60_000).toISOString(),
});

/** A proposal as it will wait for its approver. */
export const proposalRow = (
  frame: ProposalFrame,
  outcome: PreparedOutcome,
  more: Reasons & { readonly changedSince: readonly { label: string; was: string; now: string }[] },
): Row<SmartAgentApproval> => ({
  ...frame,
  outcomeHash: hashOfOutcome(frame, outcome),
  sealedPayload: more.box.seal(JSON.stringify({ ...outcome.payload, trace: more.trace } satisfies Traced)),
  sealedPreview: more.box.seal(JSON.stringify(outcome.preview)),
  basis: JSON.stringify(more.basis),
  approver: JSON.stringify(requiredApprover(more.facts.rules, more.facts.stake)),
  facts: JSON.stringify(more.facts),
  sourceRecords: JSON.stringify(outcome.records),
  changedSince: more.box.seal(JSON.stringify(more.changedSince)),
  mayBePartial: outcome.mayBePartial,
  amount: outcome.amount?.value ?? null,
  currency: outcome.amount?.currency ?? null,
  state: 'pending',
  decidedAt: null,
  deciderSubjectId: null,
  sealedReason: null,
  sealedResult: null,
  untold: false,
  nodeId: null,
});

/** A change that may be made without asking, as it is kept while a node makes it: the same record, decided by a grant and not by a person. */
export const grantedRow = (
  frame: ProposalFrame,
  outcome: PreparedOutcome,
  { nodeId, ...more }: Reasons & { readonly nodeId: string },
): Row<SmartAgentApproval> => ({
  ...proposalRow(frame, outcome, { ...more, changedSince: [] }),
  ...{ state: 'committing', nodeId },
  decidedAt: frame.requestedAt,
});

/** The amount that a stored proposal puts at stake; null for a change without one. */
export const amountOf = ({ amount, currency }: Pick<Row<SmartAgentApproval>, 'amount' | 'currency'>): PreparedOutcome['amount'] =>
  amount !== null && currency !== null ? { value: amount, currency } : null;

/** What becomes of what was sealed to make a change: erased where nothing more can happen to the proposal, kept otherwise. */
export const sealedPayloadIn = (state: ApprovalState): { readonly sealedPayload?: null } => (isFinal(state) ? { sealedPayload: null } : {});

/** How a change that was being made ended; `untold` where whoever asked does not hear of it in the same commit. */
export interface SettledChange {
  readonly state: 'committed' | 'failed' | 'unknown';
  readonly sealedResult: string;
  readonly untold: boolean;
}

/** The write that ends a change that was being made. What was sealed to make it is erased once its end is certain. */
export const settledWrite = (id: string, end: SettledChange): Write =>
  update(SmartAgentApproval, { id, state: 'committing' }, { ...end, ...sealedPayloadIn(end.state) });

/** The write that goes with the telling of how a proposal ended; nobody is at it then. What it came to since has still to be told. */
export const toldWrite = ({ id, state }: Pick<Row<SmartAgentApproval>, 'id' | 'state'>): Write =>
  update(SmartAgentApproval, { id, state }, { untold: false, nodeId: null });

/** The write by which this node leaves the telling to whichever is at the conversation. */
export const leftToTellWrite = (id: string, nodeId: string): Write => update(SmartAgentApproval, { id, nodeId }, { nodeId: null, untold: true });

/** The write that keeps a proposal. */
export const proposalWrite = (row: Row<SmartAgentApproval>): Write => insert(SmartAgentApproval, row);
