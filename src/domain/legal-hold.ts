/**
 * A legal hold keeps evidence: while it stands, nothing it covers is deleted, by retention or by an erasure. It covers whole
 * runs, with everything that was said, called and decided in them: those that a user asked for or decided in, those of an
 * agent, those that touched a document, those of a period. Setting one works at once; lifting one lets evidence go, so it
 * waits for a second admin where the tenant has one.
 */

/** What can be held. */
export const holdKinds = ['user', 'agent', 'document', 'period'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** A hold that stands: of a subject, an agent, a record's number or id; or of a period, which may have no end yet. */
export type StandingHold =
  | { readonly id: string; readonly kind: Exclude<HoldKind, 'period'>; readonly target: string }
  | { readonly id: string; readonly kind: 'period'; readonly from: string; readonly to: string | null };

/** All that the standing holds of a tenant name, by what it is. */
export interface HeldThings {
  readonly users: readonly string[];
  readonly agents: readonly string[];
  readonly documents: readonly string[];
  readonly periods: readonly { readonly from: string; readonly to: string }[];
}

/** Later than any instant. */
const endOfTime = '9999-12-31T23:59:59.999Z';

/** What holds name, together. */
export const heldThings = (holds: readonly StandingHold[]): HeldThings => {
  const targets = (kind: HoldKind): string[] => holds.flatMap((hold) => (hold.kind === kind && hold.kind !== 'period' ? [hold.target] : []));
  return {
    ...{ users: targets('user'), agents: targets('agent'), documents: targets('document') },
    periods: holds.flatMap((hold) => (hold.kind === 'period' ? [{ from: hold.from, to: hold.to ?? endOfTime }] : [])),
  };
};
