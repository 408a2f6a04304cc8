/**
 * How a delegation stands, and who has a say in it. It is active within its dates until it is revoked, and a revoked one
 * stays revoked. Whoever gave it, answers for what it is used for, or was named to, may end it; so may an admin.
 */

/** How a delegation stands by its dates. */
export type DelegationState = 'active' | 'revoked' | 'expired' | 'not-yet-valid';

/** The dates of a delegation, ISO 8601 in UTC; `validTo` null: without an end. */
export interface DelegationDates {
  readonly revokedAt: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** How a delegation stands at an instant, ISO 8601 in UTC. From its end on it is expired. */
export const delegationState = ({ revokedAt, validFrom, validTo }: DelegationDates, now: string): DelegationState => {
  if (revokedAt !== null) return 'revoked';
  if (validFrom > now) return 'not-yet-valid';
  return validTo !== null && validTo <= now ? 'expired' : 'active';
};

/** The random ids of the people who have a say in a delegation. */
export interface DelegationPeople {
  readonly delegator: string;
  readonly responsible: string | null;
  readonly revokers: readonly string[];
}

/** Whether a delegation is a person's own business. */
export const hasSayIn = ({ delegator, responsible, revokers }: DelegationPeople, subjectId: string): boolean =>
  [delegator, responsible, ...revokers].includes(subjectId);

/** Whether a person may end a delegation now. */
export const mayRevoke = (
  delegation: DelegationPeople & Pick<DelegationDates, 'revokedAt'>,
  by: { readonly subjectId: string; readonly isAdmin: boolean },
): boolean => delegation.revokedAt === null && (by.isAdmin || hasSayIn(delegation, by.subjectId));
