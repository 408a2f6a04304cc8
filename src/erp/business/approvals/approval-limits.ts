import { decimal } from '../../../kernel/money.ts';

/*
 * How far a person's own authority goes, by her line in the Approval User Setup
 * (https://learn.microsoft.com/dynamics365/business-central/across-how-to-set-up-approval-users). Amounts are in
 * local currency, without VAT. A limit of zero is no authority at all; Unlimited has none above it; whoever is her
 * own approver answers to nobody.
 */

/** The columns of User Setup that rules on approval look at. */
export interface ApprovalUser {
  readonly userId: string;
  readonly approverId: string;
  readonly substitute: string;
  readonly salesAmountApprovalLimit: string;
  readonly unlimitedSalesApproval: boolean;
  readonly purchaseAmountApprovalLimit: string;
  readonly unlimitedPurchaseApproval: boolean;
  readonly approvalAdministrator: boolean;
}

/** What is to be approved: its side and its amount. */
export interface ApprovalSubject {
  readonly side: 'Sales' | 'Purchase';
  readonly amount: string;
}

/** True if the person may approve that amount by herself. */
export const isSufficient = (user: ApprovalUser, { side, amount }: ApprovalSubject): boolean => {
  if (user.userId !== '' && user.userId === user.approverId) return true;
  const isUnlimited = side === 'Sales' ? user.unlimitedSalesApproval : user.unlimitedPurchaseApproval;
  const limit = side === 'Sales' ? user.salesAmountApprovalLimit : user.purchaseAmountApprovalLimit;
  return isUnlimited || (!decimal(limit).isZero() && decimal(amount).lte(limit));
};
