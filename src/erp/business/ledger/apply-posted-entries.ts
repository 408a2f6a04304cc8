import { decimal, money } from '../../../kernel/money.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkPostingDate } from '../posting-date.ts';
import { applyEntries } from './apply-entries.ts';
import { partyEntry, type PartyEntry } from './party-ledger.ts';

/** Two posted entries of one customer or vendor that shall settle each other. */
export interface LaterApplication {
  readonly party: PartyEntry['party'];
  /** The payment, refund or credit memo. */
  readonly applyingEntryNo: number;
  readonly targetEntryNo: number;
  /** How much, positive; as much as both have left if undefined. */
  readonly amount?: string | undefined;
}

/**
 * Business Central's "Apply Entries" on posted entries (codeunits 226 and 227): the later of their posting dates is
 * the application's. Throws unless both are open, of one party and of opposite signs.
 */
export const applyPostedEntries = (ctx: ErpContext, { party, applyingEntryNo, targetEntryNo, amount }: LaterApplication): void => {
  if (applyingEntryNo === targetEntryNo) throw dialogError(`Entry No. ${applyingEntryNo} cannot be applied to itself.`);
  const [applying, target] = [partyEntry(ctx, party, applyingEntryNo), partyEntry(ctx, party, targetEntryNo)];
  const [own, other] = [decimal(applying.row.remainingAmount).abs(), decimal(target.row.remainingAmount).abs()];
  const postingDate = applying.row.postingDate > target.row.postingDate ? applying.row.postingDate : target.row.postingDate;
  checkPostingDate(ctx, postingDate);
  const targets = [{ entryNo: targetEntryNo, amount: money(amount ?? (own.lt(other) ? own : other)) }];
  applyEntries(ctx, { party, applyingEntryNo, postingDate, targets });
};
