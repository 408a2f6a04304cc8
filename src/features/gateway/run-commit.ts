import { addCredits } from '../../domain/budget.ts';
import { decideToolCall, type ToolCallFacts } from '../../domain/tool-call.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import type { Write } from '../../kernel/database.ts';
import { handedOverWrite, proposalWrite, settledWrite, type ProposalRow } from '../approvals/index.ts';
import { outcomeWrites, type AttemptRecord, type OutcomeRecord } from '../audit/index.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { HandedOver } from '../tools/index.ts';
import { decisionOf } from './decision-record.ts';
import { outcomeRecord } from './attempt-record.ts';
import { negativeReport, type CallReport } from './call-report.ts';
import type { Deliberation } from './deliberate.ts';
import type { LoggedFailure } from './failure.ts';
import type { GatewayParts } from './gateway-parts.ts';
import type { LoggedSentence } from './logged-text.ts';
import { noShare, openCommit, type Claim, type CommitRequest, type Opening } from './open-commit.ts';
import { witnessed, type Witness } from './witness.ts';

/** What was made of an opened commit. `unknown`: it may or may not have happened, and is settled later. */
export type CommitEnd =
  | { readonly kind: 'committed'; readonly data: Json; readonly line: string; readonly handedOver?: HandedOver; readonly witness: Witness }
  | { readonly kind: 'failed'; readonly failure: LoggedFailure };

/**
 * Makes the change and asks, where the answer was lost, whether it happened. That it is not there yet proves nothing
 * while the ERP may still be at it, so only a yes counts now; the rest is settled later. Writes nothing to the log.
 */
export const makeChange = async (parts: GatewayParts, request: CommitRequest): Promise<CommitEnd> => {
  const ran = await parts.executor.commit(request.tool, request.outcome.payload.draft, request.running);
  if (ran.kind === 'done') return { kind: 'committed', ...ran.value, witness: ran.witness };
  if (ran.failure.outcome !== 'unknown') return { kind: 'failed', failure: ran.failure };
  const found = await parts.executor.reconcile(request.tool, request.outcome.payload.draft, request.running);
  return found.kind === 'done' && found.value.kind === 'done'
    ? { kind: 'committed', ...found.value.committed, witness: ran.witness }
    : { kind: 'failed', failure: ran.failure };
};

/** The outcome row of a commit that ended, with what it touched, as far as anything was seen. */
export const commitOutcome = (
  parts: Pick<GatewayParts, 'ids' | 'clock'>,
  attempt: AttemptRecord,
  end: { outcome: string; layer: string | null; said: LoggedSentence | null; correlationId?: string | null; witness?: Witness | null },
): OutcomeRecord => {
  const { witness = null, correlationId = null, ...rest } = end;
  return outcomeRecord(attempt, {
    id: parts.ids.next(),
    at: parts.clock.now(),
    startedAt: new Date(attempt.attemptedAt),
    ...witnessed(witness),
    share: noShare,
    correlationId,
    ...rest,
  });
};

/** What is kept of a change that the ERP's own approval workflow took over: that it is to be followed, and that it waits there. */
export const handedOverWrites = (
  parts: Pick<GatewayParts, 'ids' | 'clock'>,
  row: ProposalRow,
  { box, handedOver }: { readonly box: SecretBox; readonly handedOver: HandedOver | undefined },
): readonly Write[] => {
  if (handedOver === undefined) return [];
  const now = parts.clock.now();
  const waits = decisionOf(parts, row, { decision: 'erp_waiting', subjectId: null, now: now.toISOString() });
  return [handedOverWrite(row, handedOver, { box, now }), ...waits];
};

/** The report of a change that was made. */
export const committedReport = (end: Extract<CommitEnd, { kind: 'committed' }>): CallReport => ({
  result: 'committed',
  envelope: { status: 'committed', data: end.data },
  line: end.line,
  layer: null,
  remedy: null,
  mayBePartial: false,
  truncated: false,
  untrustedText: false,
  records: 0,
  credits: addCredits(),
});

/** What came of a change that was made without asking, and the writes that close its attempt; none where it was refused with its row. */
export interface RanCommit {
  readonly report: CallReport;
  readonly writes: readonly Write[];
  /** Whether the tool's commit was started. */
  readonly ran: boolean;
  /** Why it has to be shown to a person after all; null where it need not, or was refused. */
  readonly asks: Deliberation | null;
}

/**
 * Makes a change that may be made without asking (autonomy `execute`), under a row of its own. What is about to be made
 * is kept with that row, so that after a stop in the middle it can be found out whether it happened.
 */
export const runCommit = async (parts: GatewayParts, request: CommitRequest, row: ProposalRow): Promise<RanCommit> => {
  const claim: Claim = {
    isOpen: () => Promise.resolve(true),
    take: async (manager) => {
      await parts.database.apply(manager, [proposalWrite(row)]);
      return true;
    },
  };
  const opening = await openCommit(parts, request, { consent: null, claim });
  if (opening.kind !== 'open') return { report: refusedReport(opening), writes: [], ran: false, asks: asksNow(opening) };
  const end = await makeChange(parts, request);
  const seal = (line: string): string => request.scope.subject.box.seal(JSON.stringify(line));
  if (end.kind === 'committed') {
    const outcome = commitOutcome(parts, opening.attempt, { outcome: 'committed', layer: null, said: null, witness: end.witness });
    const read = request.scope.context.takeIn(end.witness.untrustedFields);
    const settled = settledWrite(row.id, { state: 'committed', sealedResult: seal(end.line), untold: false });
    const writes = [
      ...outcomeWrites(outcome),
      ...read,
      settled,
      ...handedOverWrites(parts, row, { box: request.scope.subject.box, handedOver: end.handedOver }),
    ];
    return { report: committedReport(end), writes, ran: true, asks: null };
  }
  const { failure } = end;
  const state = failure.outcome === 'unknown' ? 'unknown' : 'failed';
  const why = { message: failure.message, layer: failure.layer, remedy: failure.remedy };
  const writes = [
    ...outcomeWrites(commitOutcome(parts, opening.attempt, failure)),
    settledWrite(row.id, { state, sealedResult: seal(failure.message), untold: false }),
  ];
  return { report: negativeReport(failure.outcome, why, '0.0000'), writes, ran: true, asks: null };
};

/** What moved between the preparation and the commit so that it asks now: less autonomy, a grant taken back, outsiders' text read meanwhile. */
const asksNow = (opening: Exclude<Opening, { kind: 'open' }>): Deliberation | null => {
  if (opening.kind === 'lost' || opening.deliberation.decision.basis[0]?.rule !== 'not-approved') return null;
  const facts: ToolCallFacts = { ...opening.deliberation.facts, phase: 'prepare' };
  const decision = decideToolCall(facts);
  return decision.kind === 'ask' ? { ...opening.deliberation, facts, decision } : null;
};

const refusedReport = (opening: Exclude<Opening, { kind: 'open' }>): CallReport => {
  const decision = opening.kind === 'refused' ? opening.deliberation.decision : null;
  const [basis] = decision?.basis ?? [];
  const remedy = decision?.kind === 'refuse' ? decision.remedy : null;
  return negativeReport('refused', { message: basis?.message ?? 'Refused.', layer: basis?.layer ?? null, rule: basis?.rule, remedy }, '0.0000');
};
