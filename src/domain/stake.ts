import type { ApprovalSetupFacts } from './approval-setup.ts';

/** What a prepared change puts at stake, as it was observed. */
export interface Stake {
  /** A decimal string and its currency (ISO 4217); null for a change without an amount. */
  readonly amount: { readonly value: string; readonly currency: string } | null;
  /** The tenant's conditions that hold for a record the change rests on, by name. */
  readonly conditions: readonly string[];
  /** What the ERP's approval user setup says; left out where no rule asks it. */
  readonly approvalSetup?: ApprovalSetupFacts | undefined;
}

/** The stake alone, of a thing that has more to it. */
export const stakeOf = ({ amount, conditions, approvalSetup }: Stake): Stake => ({
  ...{ amount, conditions },
  ...(approvalSetup !== undefined && { approvalSetup }),
});
