import type { RecordRef } from '../../contracts/approvals.ts';
import type { ExecutionView } from '../../contracts/executions.ts';
import { approverOf, approvalOverview, approvalView, isEditable, isWithdrawable, waitsFor, type ProposalRow } from '../approvals/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { StoredExecution } from './execution-store.ts';
import { wasAsked } from './was-asked.ts';

type ApprovalTold = ExecutionView['approvals'][number];
type ApprovalEvent = ExecutionView['approvalEvents'][number];

/** What is needed to tell of proposals. */
export interface ApprovalsKnown {
  readonly stored: StoredExecution;
  readonly proposals: readonly ProposalRow[];
  readonly nameOf: (subjectId: string) => string;
  readonly tools: ToolRegistry;
  readonly subjects: Subjects;
}

/** The random ids of the people who are asked, where they are named. */
const approversOf = (row: ProposalRow): readonly string[] => {
  const required = approverOf(row);
  return required.kind === 'second-person' ? required.people : [row.responsibleSubjectId];
};

/** The ids of everyone who had to do with proposals. */
export const peopleOfApprovals = ({ stored, proposals }: Pick<ApprovalsKnown, 'stored' | 'proposals'>): readonly string[] => [
  ...proposals.flatMap((row) => [
    row.requesterSubjectId,
    ...approversOf(row),
    ...[row.deciderSubjectId, row.editedBySubjectId].filter((id) => id !== null),
  ]),
  ...stored.decisions.flatMap(({ subjectId }) => subjectId ?? []),
];

/** The proposals of a run: in full for a reader who was asked, as an overview for anyone else. `readerId` null: for nobody in full. */
export const tellApprovals = (known: ApprovalsKnown, readerId: string | null): Promise<ApprovalTold[]> =>
  Promise.all(
    known.proposals.map(async (proposal) => {
      const { deciderSubjectId, requesterSubjectId, tool } = proposal;
      const reader = readerId === null ? null : { id: readerId, mayApprove: false };
      const names = {
        executionReference: known.stored.row.reference,
        agentName: known.stored.agent?.name ?? '',
        toolTitle: known.tools.get(tool)?.title ?? tool,
        requesterName: known.nameOf(requesterSubjectId),
        approverNames: approversOf(proposal).map(known.nameOf),
        mayDecide: reader !== null && waitsFor(proposal, reader),
        mayWithdraw: reader !== null && isWithdrawable(proposal, reader),
        mayEdit: reader !== null && isEditable(proposal, reader),
        editorName: proposal.editedBySubjectId === null ? null : known.nameOf(proposal.editedBySubjectId),
        deciderName: deciderSubjectId === null ? null : known.nameOf(deciderSubjectId),
      };
      return readerId !== null && wasAsked(readerId, proposal)
        ? approvalView(proposal, { ...names, box: await known.subjects.box(requesterSubjectId) })
        : approvalOverview(proposal, names);
    }),
  );

/** A person says why when she rejects, and what she saw when she settles; not when she confirms. */
const givesReason = (decision: string, subjectId: string | null): boolean => subjectId !== null && decision !== 'confirmed';

/** What happened to the proposals, in order: each version when it was asked for, and each decision. */
export const tellApprovalEvents = ({ stored, proposals, nameOf }: ApprovalsKnown, told: readonly ApprovalTold[]): ApprovalEvent[] => {
  const toolOf = new Map(proposals.map(({ id, tool }) => [id, tool]));
  const reasonOf = new Map(told.map((approval) => [approval.id, 'reason' in approval ? approval.reason : null]));
  const requested = proposals.map(({ id, requestedAt, version, tool, requesterSubjectId }) => ({
    ...{ at: requestedAt, approvalId: id, version, tool, event: 'requested', by: nameOf(requesterSubjectId), reason: null },
  }));
  const decided = stored.decisions.map(({ decidedAt, approvalId, version, decision, subjectId }) => ({
    ...{ at: decidedAt, approvalId, version, tool: toolOf.get(approvalId) ?? '', event: decision },
    ...{ by: subjectId === null ? null : nameOf(subjectId), reason: givesReason(decision, subjectId) ? (reasonOf.get(approvalId) ?? null) : null },
  }));
  return [...requested, ...decided].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
};

/** The ETags that proposals rest on, the latest version's for each record, by `entitySet(id)`. */
export const etagsOf = (proposals: readonly ProposalRow[]): ReadonlyMap<string, string> =>
  new Map(
    proposals
      .flatMap(({ sourceRecords }) => JSON.parse(sourceRecords) as RecordRef[])
      .flatMap(({ entitySet, id, etag }) => (etag === null ? [] : [[`${entitySet}(${id})`, etag] as const])),
  );

/** Names people by their ids; whoever is not known, or was erased, is named as erased. */
export const nameFrom =
  (names: ReadonlyMap<string, string>) =>
  (subjectId: string): string =>
    names.get(subjectId) ?? erasedName;
