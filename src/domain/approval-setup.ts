import { decimal } from '../kernel/money.ts';
import type { Stake } from './stake.ts';

/**
 * Whom the ERP's approval user setup asks about an amount: nobody else where the limit of whoever's authority is used
 * suffices, otherwise the first one up her chain of approvers whose limit does, or the substitute that this one named.
 * Limits are in the company's own currency; a limit of zero is no authority, and whoever is her own approver answers to
 * nobody. Where the setup names nobody who is known here, it has no answer, and never the answer that nobody need be asked.
 */

/** Which of a person's limits counts. */
export const approvalLimitKinds = ['purchase', 'sales', 'request'] as const;
export type ApprovalLimitKind = (typeof approvalLimitKinds)[number];

/** A person's line in the ERP's approval user setup. People are named by their random ids. */
export interface ApprovalSetupLine {
  /** Null where nobody here is known by the line's e-mail address. */
  readonly subjectId: string | null;
  /** Who stands in for her; null where she named nobody, or nobody who is known here. */
  readonly substituteSubjectId: string | null;
  readonly isOwnApprover: boolean;
  /** Decimal strings; null is unlimited. */
  readonly limits: Readonly<Record<ApprovalLimitKind, string | null>>;
  readonly etag: string | null;
}

/** The part of the ERP's approval user setup that a change rests on, as it was read when the change was prepared. */
export interface ApprovalSetupFacts {
  /** `absent`: this ERP has no such page; `denied`: whoever's authority is used may not read it. */
  readonly state: 'read' | 'absent' | 'denied';
  /** The company's own currency; null where the ERP does not tell it. */
  readonly currency: string | null;
  /** The line of whoever's authority is used, then that of each next approver; empty where she has none. */
  readonly chain: readonly ApprovalSetupLine[];
}

/** What the setup says of a change: that the user's own limit suffices, who has to approve, or why it names nobody. Limits are decimal strings; null is unlimited. */
export type ApprovalSetupAnswer =
  | { readonly kind: 'within'; readonly own: string | null; readonly currency: string }
  | {
      readonly kind: 'approvers';
      readonly people: readonly string[];
      readonly own: string | null;
      readonly theirs: string | null;
      readonly currency: string;
    }
  | { readonly kind: 'nobody'; readonly why: string };

const limitOf = ({ isOwnApprover, limits }: ApprovalSetupLine, kind: ApprovalLimitKind): string | null => (isOwnApprover ? null : limits[kind]);

const suffices = (limit: string | null, amount: string): boolean =>
  limit === null || (!decimal(limit).isZero() && decimal(amount).lessThanOrEqualTo(limit));

const nobody = (why: string): ApprovalSetupAnswer => ({ kind: 'nobody', why });

const unreadable = {
  absent: 'the ERP has no approval user setup that can be read',
  denied: 'the approval user setup of the ERP may not be read in the name of whoever asks',
} as const;

/** Whom the ERP's approval user setup asks about what is at stake. */
export const approversInSetup = (
  { amount, approvalSetup: setup }: Pick<Stake, 'amount' | 'approvalSetup'>,
  kind: ApprovalLimitKind,
): ApprovalSetupAnswer => {
  if (setup === undefined) return nobody('the approval user setup of the ERP was not read when this was prepared');
  if (setup.state !== 'read') return nobody(unreadable[setup.state]);
  const { chain, currency } = setup;
  const [own] = chain;
  if (own === undefined) return nobody('whoever asks has no line in the approval user setup of the ERP');
  if (amount === null) return nobody('the change has no amount that the limits in the ERP could be compared with');
  if (currency !== amount.currency) return nobody(`the limits in the ERP cannot be compared with an amount in ${amount.currency}`);
  const found = chain.find((line) => suffices(limitOf(line, kind), amount.value));
  if (found === undefined) return nobody('no approver in the approval user setup of the ERP may approve this amount');
  if (found === own) return { kind: 'within', own: limitOf(own, kind), currency };
  const people = [found.subjectId, found.substituteSubjectId].flatMap((person) => (person === null || person === own.subjectId ? [] : [person]));
  if (people.length === 0) return nobody('nobody here is known as the approver whom the approval user setup of the ERP names');
  return { kind: 'approvers', people, own: limitOf(own, kind), theirs: limitOf(found, kind), currency };
};
