import type { ApprovalOverview, ApprovalStatus, ApprovalView, ProposalPreview, RecordRef } from '../../contracts/approvals.ts';
import type { Basis } from '../../domain/tool-call.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { approverOf } from './asked.ts';
import type { ProposalRow } from './approvals.ts';

/** Names a view needs and a row does not have. */
export interface ApprovalNames {
  readonly executionReference: string;
  readonly agentName: string;
  readonly toolTitle: string;
  /** Opens what is sealed; null where the person was erased. */
  readonly box: SecretBox | null;
  readonly deciderName: string | null;
  /** In whose name it was asked for. */
  readonly requesterName: string;
  /** Who may decide; empty: anyone who may approve. */
  readonly approverNames: readonly string[];
  /** Whether it waits for whoever looks. */
  readonly mayDecide: boolean;
  /** Whether whoever looks may take it back. */
  readonly mayWithdraw: boolean;
  /** Whether whoever looks may change what it asks for. */
  readonly mayEdit: boolean;
  /** Who edited it; null where nobody did. */
  readonly editorName: string | null;
}

const erasedPreview: ProposalPreview = {
  title: 'Erased',
  summary: 'The content of this proposal was erased.',
  fields: [],
  table: null,
  text: null,
  attachments: [],
};

const opened = <Value>(box: SecretBox | null, sealed: string | null, otherwise: Value): Value =>
  box && sealed !== null ? (JSON.parse(box.open(sealed)) as Value) : otherwise;

/** A proposal as those see it who were not asked: everything but what it says. */
export const approvalOverview = (row: ProposalRow, names: Omit<ApprovalNames, 'box'>): ApprovalOverview => ({
  id: row.id,
  version: row.version,
  status: row.state as ApprovalStatus,
  executionReference: names.executionReference,
  sessionId: row.sessionId,
  turnId: row.turnId,
  toolCallId: row.toolCallId,
  agent: { id: row.agentId, name: names.agentName },
  tool: { name: row.tool, title: names.toolTitle },
  basis: JSON.parse(row.basis) as Basis[],
  requestedBy: names.requesterName,
  approver: { kind: approverOf(row).kind, people: [...names.approverNames] },
  mayDecide: names.mayDecide && row.state === 'pending',
  mayWithdraw: names.mayWithdraw && row.state === 'pending',
  mayEdit: names.mayEdit && row.state === 'pending',
  editedBy: names.editorName,
  amount: row.amount !== null && row.currency !== null ? { value: row.amount, currency: row.currency } : null,
  supportingRecords: JSON.parse(row.sourceRecords) as RecordRef[],
  mayBePartial: row.mayBePartial,
  requestedAt: row.requestedAt,
  expiresAt: row.expiresAt,
  decidedAt: row.decidedAt,
  decidedBy: names.deciderName,
});

/** A proposal as its approver sees it. */
export const approvalView = (row: ProposalRow, names: ApprovalNames): ApprovalView => ({
  ...approvalOverview(row, names),
  preview: opened(names.box, row.sealedPreview, erasedPreview),
  changedSince: opened(names.box, row.changedSince, []),
  reason: opened<string | null>(names.box, row.sealedReason, null),
  resultLine: opened<string | null>(names.box, row.sealedResult, null),
});
