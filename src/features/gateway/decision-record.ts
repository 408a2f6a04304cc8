import type { Write } from '../../kernel/database.ts';
import type { ProposalRow } from '../approvals/index.ts';
import { decisionWrites } from '../audit/index.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** What was decided on a proposal: by whom, or by nobody where time or the program decided. */
export interface MadeDecision {
  readonly decision: string;
  readonly subjectId: string | null;
  readonly now: string;
}

/** The writes that put a decision on a proposal into the log. */
export const decisionOf = (parts: Pick<GatewayParts, 'ids'>, row: ProposalRow, made: MadeDecision): readonly Write[] =>
  decisionWrites({
    id: parts.ids.next(),
    tenantId: row.tenantId,
    approvalId: row.id,
    version: row.version,
    toolCallId: row.toolCallId,
    executionId: row.executionId,
    subjectId: made.subjectId,
    decision: made.decision,
    outcomeHash: row.outcomeHash,
    decidedAt: made.now,
  });
