import type { SmartAgentPendingChange } from '../../../entities/index.ts';
import type { PendingChangeView } from '../../contracts/pending-changes.ts';
import { decisionRefusal, pendingChangeDecisions, type PendingChangeStatus } from '../../domain/second-admin.ts';
import type { Row } from '../../kernel/database.ts';
import { shownValue, type FieldChange } from '../change-log/index.ts';
import { erasedName } from '../subjects/index.ts';

/** A waiting change as an admin sees it: what would change, by whom it was asked, and what she may do with it. */
export const pendingChangeView = (
  row: Row<SmartAgentPendingChange>,
  changes: readonly FieldChange[],
  { viewer, names }: { readonly viewer: string; readonly names: ReadonlyMap<string, string> },
): PendingChangeView => {
  const nameOf = (id: string): string => names.get(id) ?? erasedName;
  const status = row.status as PendingChangeStatus;
  const standing = { status, askedBy: row.askedBySubjectId };
  return {
    id: row.id,
    subjectType: row.entity,
    subjectId: row.entityId,
    subjectName: row.entityName,
    changes: changes.map(({ field, before, after }) => ({ field, before: shownValue(before, nameOf), after: shownValue(after, nameOf) })),
    askedBy: nameOf(row.askedBySubjectId),
    askedAt: row.askedAt,
    status,
    decidedBy: row.decidedBySubjectId === null ? null : nameOf(row.decidedBySubjectId),
    decidedAt: row.decidedAt,
    reason: row.reason,
    decisions: pendingChangeDecisions.filter((decision) => decisionRefusal(standing, { by: viewer, decision, hasReason: true }) === null),
  };
};
