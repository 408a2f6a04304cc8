import { hashOf, type Json } from '../kernel/canonical-json.ts';

/**
 * An approval is consent to one outcome. What was agreed to is hashed; the hash is computed again from
 * what would happen now, and where the two differ nothing runs (invariants 6 and 7).
 */

/** Everything the consent covers. */
export interface ProposedOutcome {
  readonly tool: string;
  readonly arguments: Json;
  /** What `commit` would be given. */
  readonly draft: Json;
  readonly sourceRecords: readonly { readonly entitySet: string; readonly id: string; readonly etag: string | null }[];
  readonly amount: { readonly value: string; readonly currency: string } | null;
  readonly agentVersionId: string;
  readonly delegationId: string;
}

/** SHA-256 over the outcome; the order in which records were read does not matter. */
export const outcomeHash = (outcome: ProposedOutcome): string =>
  hashOf({
    format: 'smart-agents/outcome/1',
    tool: outcome.tool,
    arguments: outcome.arguments,
    draft: outcome.draft,
    sourceRecords: outcome.sourceRecords.map(({ entitySet, id, etag }) => `${entitySet}(${id}) ${etag ?? '-'}`).sort(),
    amount: outcome.amount && { ...outcome.amount },
    agentVersionId: outcome.agentVersionId,
    delegationId: outcome.delegationId,
  });

/** Where a proposal stands. */
export type ApprovalState =
  'pending' | 'committing' | 'committed' | 'failed' | 'unknown' | 'rejected' | 'expired' | 'withdrawn' | 'cancelled' | 'superseded' | 'undecryptable';

const moves: Readonly<Record<ApprovalState, readonly ApprovalState[]>> = {
  pending: ['committing', 'rejected', 'expired', 'withdrawn', 'cancelled', 'superseded', 'undecryptable'],
  committing: ['committed', 'failed', 'unknown', 'superseded'],
  unknown: ['committed', 'failed'],
  committed: [],
  failed: [],
  rejected: [],
  expired: [],
  withdrawn: [],
  cancelled: [],
  superseded: [],
  undecryptable: [],
};

/** Whether a proposal may go from one state to another. */
export const canBecome = (from: ApprovalState, to: ApprovalState): boolean => moves[from].includes(to);

/** Whether nothing more will happen to a proposal. */
export const isFinal = (state: ApprovalState): boolean => moves[state].length === 0;

/** What a preview shows as label and value, flattened, so that two versions can be compared. */
export type PreviewFacts = readonly { readonly label: string; readonly value: string }[];

/** The differences between what was shown before and what would happen now, in the order of the new one. */
export const changesBetween = (
  before: PreviewFacts,
  now: PreviewFacts,
): readonly { readonly label: string; readonly was: string; readonly now: string }[] => {
  const old = new Map(before.map(({ label, value }) => [label, value]));
  const current = new Map(now.map(({ label, value }) => [label, value]));
  const changed = now
    .filter(({ label, value }) => old.get(label) !== value)
    .map(({ label, value }) => ({ label, was: old.get(label) ?? '', now: value }));
  const gone = before.filter(({ label }) => !current.has(label)).map(({ label, value }) => ({ label, was: value, now: '' }));
  return [...changed, ...gone];
};
