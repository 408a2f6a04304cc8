import { IsNull, type EntityManager } from 'typeorm';
import { SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import type { Database, Write } from '../../kernel/database.ts';
import type { ProposalRow } from '../approvals/index.ts';
import { outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import { decisionOf } from './decision-record.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { logged } from './logged-text.ts';
import { commitOutcome } from './run-commit.ts';

/** A proposal whose commit was interrupted, and the row of that commit. */
export interface InterruptedCommit {
  readonly row: ProposalRow;
  readonly attempt: AttemptRecord;
}

/** What is now known of it: by whom it was found out (null: by asking the ERP), and what is kept of it, sealed. */
export interface Settlement {
  readonly kind: 'committed' | 'not_done' | 'unknown';
  readonly line: string;
  readonly subjectId: string | null;
  readonly sealedResult: string | null;
  readonly sealedReason?: string;
  /** What else is kept with it. */
  readonly more?: readonly Write[];
}

const stateAfter = { committed: 'committed', not_done: 'failed', unknown: 'unknown' } as const;

/**
 * The row of the attempt that asked the ERP for what this version of a proposal says; null where none did. Other versions
 * share its effect's key and its call.
 */
export const commitAttemptOf = ({ reader }: Pick<Database, 'reader'>, row: ProposalRow): Promise<AttemptRecord | null> => {
  const { tenantId, effectKey, toolCallId } = row;
  const approvalId = row.deciderSubjectId === null ? IsNull() : row.id;
  return reader.findOneBy(SmartAgentToolCallLog, { tenantId, effectKey, toolCallId, approvalId, phase: 'commit', decision: 'run' });
};

/**
 * Writes what is now known of an interrupted commit, once: the outcome of an attempt that has none, or the decision that
 * settles one whose outcome was `unknown`; with the proposal's state. False where somebody else settled it meanwhile.
 */
export const writeSettlement = (parts: GatewayParts, { row, attempt }: InterruptedCommit, made: Settlement): Promise<boolean> =>
  parts.log.transaction(async (manager) => {
    const from = row.state === 'unknown' ? 'unknown' : 'committing';
    const to = stateAfter[made.kind];
    const { sealedResult, sealedReason } = made;
    const set = { sealedResult, untold: true, ...(sealedReason === undefined ? {} : { sealedReason }) };
    if (!(await parts.approvals.move(manager, row.id, { from, to, set }))) return false;
    const outcome = commitOutcome(parts, attempt, { outcome: to, layer: null, said: foundOut[made.kind] });
    const settled = decisionOf(parts, row, { decision: `settled_${made.kind}`, subjectId: made.subjectId, now: outcome.finishedAt });
    const end = (await hasOutcome(manager, attempt.id)) ? settled : outcomeWrites(outcome);
    await parts.database.apply(manager, [...end, ...(made.more ?? [])]);
    return true;
  });

const foundOut = {
  committed: logged('It was found out afterwards that the change was made.'),
  not_done: logged('It was found out afterwards that nothing was written.'),
  unknown: logged('It could not be found out whether the change was made.'),
} as const;

const hasOutcome = (manager: EntityManager, attemptId: string): Promise<boolean> => manager.existsBy(SmartAgentToolCallOutcome, { attemptId });
