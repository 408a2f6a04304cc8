import type { ProposalPreview, RecordRef } from '../../contracts/approvals.ts';
import { ruleMessage, type MatchedRule } from '../../domain/approval-rule.ts';
import { rulesAskingAnew } from '../../domain/asking-anew.ts';
import type { Stake } from '../../domain/stake.ts';
import { storedFacts } from '../../domain/stored-facts.ts';
import { decideToolCall, type ToolCallFacts } from '../../domain/tool-call.ts';
import { nextVersion, proposalRow, proposalWrite, type PreparedOutcome, type ProposalPayload, type ProposalRow } from '../approvals/index.ts';
import type { CallScope } from './call-scope.ts';
import type { DecisionEnd } from './decide-proposal.ts';
import type { Deliberation } from './deliberate.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** A proposal whose commit was refused, with its row. */
export interface RefusedCommit {
  readonly row: ProposalRow;
  readonly payload: ProposalPayload;
  /** What it puts at stake, as it was prepared. */
  readonly stake: Stake;
  readonly deliberation: Deliberation;
}

const askedAnewBy = ({ row, deliberation }: RefusedCommit): readonly MatchedRule[] => {
  const { facts, decision } = deliberation;
  const isStanding = decision.kind === 'refuse' && decision.basis[0]?.rule === 'approver-standing';
  const decider = facts.approval?.decider;
  if (!isStanding || !decider || row.facts === null) return [];
  return rulesAskingAnew({ shown: storedFacts(row.facts), now: facts, decider });
};

/** The facts of this moment as they would be if it were proposed now; its price was taken when it was. */
const asProposedNow = ({ facts }: Deliberation): ToolCallFacts => ({
  ...facts,
  phase: 'prepare',
  approval: null,
  budget: { ...facts.budget, price: '0' },
});

/**
 * Puts a proposal before people anew where a rule that came since takes the decision from whoever was asked: the same outcome, as a
 * new version that names the rule and waits for whoever decides now. Null where it was refused for another reason, and
 * `already_decided` where it was decided meanwhile.
 */
export const askAnew = async (parts: GatewayParts, scope: CallScope, refused: RefusedCommit): Promise<DecisionEnd | null> => {
  const { row, payload, stake, deliberation } = refused;
  const added = askedAnewBy(refused);
  const facts = asProposedNow(deliberation);
  const decision = decideToolCall(facts);
  if (added.length === 0 || decision.kind !== 'ask') return null;
  const { box } = scope.subject;
  const requestedAt = parts.clock.now();
  const { trace, ...proposed } = payload;
  const outcome: PreparedOutcome = {
    ...stake,
    payload: proposed,
    preview: JSON.parse(box.open(row.sealedPreview)) as ProposalPreview,
    records: JSON.parse(row.sourceRecords) as RecordRef[],
    mayBePartial: row.mayBePartial,
  };
  const frame = nextVersion(row, { id: parts.ids.next(), at: requestedAt, minutes: deliberation.settings.setup.approvalMinutes });
  const basis = [
    ...decision.basis,
    {
      layer: 'approval' as const,
      rule: 'rules-changed',
      setting: `approval ${row.id}`,
      message: 'A rule came since the earlier version was shown, so somebody else decides.',
    },
  ];
  const changedSince = added.map((rule) => ({ label: 'Rule', was: 'not in force', now: ruleMessage(rule, stake) }));
  const next = proposalWrite(proposalRow(frame, outcome, { box, basis, facts, changedSince, trace }));
  const isFirst = await parts.log.transaction(async (manager) => {
    const set = { decidedAt: requestedAt.toISOString() };
    if (!(await parts.approvals.move(manager, row.id, { from: 'pending', to: 'superseded', set }))) return false;
    await parts.database.apply(manager, [next]);
    return true;
  });
  return isFirst ? { kind: 'moved', newApprovalId: frame.id } : { kind: 'already_decided', state: 'decided' };
};
