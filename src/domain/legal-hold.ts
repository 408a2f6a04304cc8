/**
 * A legal hold keeps evidence: while it stands, nothing it covers is deleted, by retention or by an erasure. It holds the
 * data of a user, of an agent, of every run that touched a document, or of a period. Setting one works at once; lifting
 * one lets evidence go, so it waits for a second admin where the tenant has one.
 */

/** What can be held. */
export const holdKinds = ['user', 'agent', 'document', 'period'] as const;
type HoldKind = (typeof holdKinds)[number];

/** A hold that stands. */
export type StandingHold =
  | { readonly id: string; readonly kind: 'user' | 'agent' | 'document'; readonly target: string }
  | { readonly id: string; readonly kind: 'period'; readonly from: string; readonly to: string };

/** What a hold is held against: a record of the log, a run, a conversation. */
export interface HoldableFacts {
  /** Everyone it is of: who asked, who decided. */
  readonly people: readonly string[];
  readonly agentId: string | null;
  /** Numbers and ids of the records that its run touched. */
  readonly documents: ReadonlySet<string>;
  /** From when to when it was; equal for what happened at once. */
  readonly from: string;
  readonly to: string;
}

/** Whether a hold covers something. */
export const holdCovers = (hold: StandingHold, facts: HoldableFacts): boolean => {
  switch (hold.kind) {
    case 'user':
      return facts.people.includes(hold.target);
    case 'agent':
      return facts.agentId === hold.target;
    case 'document':
      return facts.documents.has(hold.target);
    case 'period':
      return facts.from <= hold.to && facts.to >= hold.from;
  }
};
