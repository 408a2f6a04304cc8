import type { Write } from '../../kernel/database.ts';
import type { ProposalRow } from '../approvals/index.ts';
import { decisionWrites } from '../audit/index.ts';
import { measures } from '../telemetry/index.ts';
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

/** Measures how long a proposal waited for its decision, once that is recorded. */
export const measureWait = (
  { telemetry }: Pick<GatewayParts, 'telemetry'>,
  row: ProposalRow,
  { decision, now }: Omit<MadeDecision, 'subjectId'>,
): void => telemetry.meters.record(measures.approvalWaitSeconds, Math.max(0, Date.parse(now) - Date.parse(row.requestedAt)) / 1000, { decision });
