import { addCredits } from '../../domain/budget.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Write } from '../../kernel/database.ts';
import { outcomeWrites, type AttemptRecord, type OutcomeRecord } from '../audit/index.ts';
import { outcomeRecord } from './attempt-record.ts';
import { negativeReport, type CallReport } from './call-report.ts';
import type { CallFailure } from './failure.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { noShare, openCommit, type CommitRequest } from './open-commit.ts';

/** What was made of an opened commit. `unknown`: it may or may not have happened, and is settled later. */
export type CommitEnd =
  { readonly kind: 'committed'; readonly data: Json; readonly line: string } | { readonly kind: 'failed'; readonly failure: CallFailure };

/** Makes the change and asks, where the answer was lost, whether it happened. Writes nothing to the log. */
export const makeChange = async (parts: GatewayParts, request: CommitRequest): Promise<CommitEnd> => {
  const ran = await parts.executor.commit(request.tool, request.outcome.payload.draft, request.running);
  if (ran.kind === 'done') return { kind: 'committed', ...ran.value };
  if (ran.failure.outcome !== 'unknown') return { kind: 'failed', failure: ran.failure };
  const reconciled = await parts.executor.reconcile(request.tool, request.outcome.payload.draft, request.running);
  if (reconciled.kind === 'failed' || reconciled.value.kind === 'unknown') return { kind: 'failed', failure: ran.failure };
  if (reconciled.value.kind === 'done') return { kind: 'committed', ...reconciled.value.committed };
  return { kind: 'failed', failure: { ...ran.failure, outcome: 'failed', message: 'The change did not reach the ERP; nothing was written.' } };
};

/** The outcome row of a commit that ended. */
export const commitOutcome = (
  parts: GatewayParts,
  attempt: AttemptRecord,
  end: { outcome: string; layer: string | null; message: string | null; correlationId?: string | null },
): OutcomeRecord =>
  outcomeRecord(attempt, {
    id: parts.ids.next(),
    at: parts.clock.now(),
    startedAt: new Date(attempt.attemptedAt),
    scope: null,
    records: 0,
    mayBePartial: false,
    truncated: false,
    share: noShare,
    correlationId: null,
    ...end,
  });

/** The report of a change that was made. */
export const committedReport = (end: Extract<CommitEnd, { kind: 'committed' }>): CallReport => ({
  result: 'committed',
  envelope: { status: 'committed', data: end.data },
  line: end.line,
  layer: null,
  remedy: null,
  mayBePartial: false,
  truncated: false,
  records: 0,
  credits: addCredits(),
});

/** What came of a change that was made without asking, and the writes that close its attempt; none where it was refused with its row. */
export interface RanCommit {
  readonly report: CallReport;
  readonly writes: readonly Write[];
}

/** Makes a change that may be made without asking (autonomy `execute`), under a row of its own. */
export const runCommit = async (parts: GatewayParts, request: CommitRequest): Promise<RanCommit> => {
  const opening = await openCommit(parts, request, { consent: null, claim: null });
  if (opening.kind !== 'open') {
    const decision = opening.kind === 'refused' ? opening.deliberation.decision : null;
    const [basis] = decision?.basis ?? [];
    const remedy = decision?.kind === 'refuse' ? decision.remedy : null;
    const why = { message: basis?.message ?? 'Refused.', layer: basis?.layer ?? null, rule: basis?.rule, remedy };
    return { report: negativeReport('refused', why, '0.0000'), writes: [] };
  }
  const end = await makeChange(parts, request);
  if (end.kind === 'committed') {
    const outcome = commitOutcome(parts, opening.attempt, { outcome: 'committed', layer: null, message: end.line });
    return { report: committedReport(end), writes: outcomeWrites(outcome) };
  }
  const { failure } = end;
  const why = { message: failure.message, layer: failure.layer, remedy: failure.remedy };
  return { report: negativeReport(failure.outcome, why, '0.0000'), writes: outcomeWrites(commitOutcome(parts, opening.attempt, failure)) };
};
