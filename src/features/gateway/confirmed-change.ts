import type { ProposalPreview, RecordRef } from '../../contracts/approvals.ts';
import { stakeOf, type Stake } from '../../domain/stake.ts';
import type { Decision } from '../../domain/tool-call.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import {
  differences,
  hashOfOutcome,
  nextVersion,
  proposalRow,
  proposalWrite,
  settledWrite,
  type PreparedOutcome,
  type ProposalRow,
} from '../approvals/index.ts';
import { outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import type { HandedOver, WriteTool } from '../tools/index.ts';
import type { DecisionEnd } from './decide-proposal.ts';
import { deliberate, type Deliberation } from './deliberate.ts';
import type { LoggedFailure } from './failure.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { loggedReason } from './logged-decision.ts';
import { couldNotPrepare, logged, type LoggedSentence } from './logged-text.ts';
import type { CommitRequest } from './open-commit.ts';
import { commitOutcome, handedOverWrites, makeChange } from './run-commit.ts';
import type { Witness } from './witness.ts';

/** A claimed proposal with its commit's row. */
export interface OpenedProposal {
  readonly row: ProposalRow;
  readonly attempt: AttemptRecord;
  readonly tool: WriteTool<unknown>;
}

/** Carries out what a person confirmed, if it is still what she was shown (invariant 7). Its row is committed already. */
export class ConfirmedChange {
  constructor(
    private readonly parts: GatewayParts,
    private readonly request: CommitRequest,
    private readonly opened: OpenedProposal,
  ) {}

  /** Reads everything again, and makes the change only if it is still the one that was shown. */
  async carryOut(): Promise<DecisionEnd> {
    const { request } = this;
    const { row, tool } = this.opened;
    const again = await this.parts.executor.prepare(tool, request.outcome.payload.arguments, request.running);
    if (again.kind === 'failed') return this.#fail(again.failure, again.witness);
    if ('kind' in again.value) {
      const { message, remedy } = again.value;
      return this.#fail({ outcome: 'failed', layer: null, message, said: couldNotPrepare, remedy, correlationId: null }, again.witness);
    }
    const isSame = hashOfOutcome(row, again.value) === row.outcomeHash && isSameStake(again.value, request.outcome);
    if (!isSame) return this.#moved(again.value);
    const end = await makeChange(this.parts, { ...request, outcome: again.value });
    if (end.kind === 'failed') return this.#fail(end.failure, again.witness);
    const witness = again.witness.with(end.witness);
    await this.#settle({ outcome: 'committed', state: 'committed', line: end.line, failure: null, witness, handedOver: end.handedOver });
    return { kind: 'committed', line: end.line, data: end.data };
  }

  async #fail(failure: LoggedFailure, witness: Witness | null): Promise<DecisionEnd> {
    const state = failure.outcome === 'unknown' ? 'unknown' : 'failed';
    await this.#settle({ outcome: failure.outcome, state, line: failure.message, failure, witness });
    return { kind: 'failed', failure };
  }

  /** Writes how a commit ended: its outcome row and the proposal's state, together. */
  async #settle(end: {
    readonly outcome: string;
    readonly state: 'committed' | 'failed' | 'unknown';
    readonly line: string;
    readonly failure: LoggedFailure | null;
    readonly witness: Witness | null;
    readonly handedOver?: HandedOver | undefined;
  }): Promise<void> {
    const { scope } = this.request;
    const { row, attempt } = this.opened;
    const outcome = commitOutcome(this.parts, attempt, {
      outcome: end.outcome,
      layer: end.failure?.layer ?? null,
      said: end.failure?.said ?? null,
      correlationId: end.failure?.correlationId ?? null,
      witness: end.witness,
    });
    const sealedResult = scope.subject.box.seal(JSON.stringify(end.line));
    const read = scope.context.takeIn(end.witness?.untrustedFields ?? []);
    const settled = settledWrite(row.id, { state: end.state, sealedResult, untold: true });
    const handedOver = handedOverWrites(this.parts, row, { box: scope.subject.box, handedOver: end.handedOver });
    await this.parts.log.commit([...outcomeWrites(outcome), ...read, settled, ...handedOver]);
  }

  /** Something moved since the preview: nothing runs, and a new version shows what changed. */
  async #moved(now: PreparedOutcome): Promise<DecisionEnd> {
    const { scope } = this.request;
    const { row, attempt } = this.opened;
    const weighed = await this.#weighAgain(now);
    const { facts, decision } = weighed;
    if (decision.kind === 'refuse') return this.#forbidden(decision, loggedReason(weighed));
    const id = this.parts.ids.next();
    const { setup } = await this.parts.settings.current(scope.tenantId);
    const before = {
      preview: JSON.parse(scope.subject.box.open(row.sealedPreview)) as ProposalPreview,
      records: JSON.parse(row.sourceRecords) as RecordRef[],
    };
    const frame = nextVersion(row, { id, at: this.parts.clock.now(), minutes: setup.approvalMinutes });
    const basis = [
      ...(decision.kind === 'ask' ? decision.basis : []),
      {
        layer: 'approval' as const,
        rule: 'outcome-moved',
        setting: `approval ${row.id}`,
        message: 'Something changed since the earlier version was confirmed.',
      },
    ];
    const proposal = proposalWrite(
      proposalRow(frame, now, {
        ...{
          box: scope.subject.box,
          basis,
          facts,
          changedSince: [...differences(before, now), ...(isSameSetup(now, this.request.outcome) ? [] : [setupMoved])],
        },
        trace: this.parts.telemetry.tracing.traceparent(),
      }),
    );
    await this.parts.log.transaction(async (manager) => {
      await this.parts.approvals.move(manager, row.id, { from: 'committing', to: 'superseded' });
      const said = logged('Something changed since the preview; nothing was written.');
      await this.parts.database.apply(manager, [
        ...outcomeWrites(commitOutcome(this.parts, attempt, { outcome: 'moved', layer: 'approval', said })),
        proposal,
      ]);
    });
    return { kind: 'moved', newApprovalId: id };
  }

  /** Decides on what has become of the change, as if it were proposed now. */
  #weighAgain(now: PreparedOutcome): Promise<Deliberation> {
    const { row, tool } = this.opened;
    const question = {
      phase: 'prepare',
      toolName: row.tool,
      tool,
      argumentsValid: true,
      ordinal: 1,
      stake: stakeOf(now),
      approval: null,
      priorEffect: 'none',
      leavingOut: row.id,
    } as const;
    return deliberate(this.parts, this.request.scope, question);
  }

  /** What has become of the change is more than the authority allows: it ends here. */
  async #forbidden({ basis, remedy }: Extract<Decision, { kind: 'refuse' }>, said: LoggedSentence | null): Promise<DecisionEnd> {
    const [first] = basis;
    const message = `Something changed since the preview. ${first?.message ?? 'It is not allowed any more.'}`;
    const failure: LoggedFailure = { outcome: 'refused', layer: first?.layer ?? null, message, said, remedy, correlationId: null };
    return this.#fail(failure, null);
  }
}

const isSameStake = (now: Stake, before: Stake): boolean => now.conditions.join('\n') === before.conditions.join('\n') && isSameSetup(now, before);

/** Whoever confirmed was asked by what the ERP's approval user setup said then. */
const isSameSetup = (now: Stake, before: Stake): boolean => setupText(now) === setupText(before);

const setupText = ({ approvalSetup }: Stake): string => canonicalJson((approvalSetup ?? null) as unknown as Json);

const setupMoved = { label: 'Approval user setup', was: 'as it was', now: 'changed in the ERP' };
