import { decimal, money } from '../../../kernel/money.ts';
import { custLedgerEntry, vendorLedgerEntry } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { detailValues, insertDetail, partyEntry, partyNoOf, type PartyEntry } from './party-ledger.ts';

/** A payment or credit memo (`applyingEntryNo`) settles other open entries, each in part or in full. */
export interface Application {
  readonly party: PartyEntry['party'];
  readonly applyingEntryNo: number;
  readonly postingDate: string;
  /** Which entries, and how much of each: positive amounts. */
  readonly targets: readonly { readonly entryNo: number; readonly amount: string }[];
}

const settle = (ctx: ErpContext, entry: PartyEntry, change: { amount: string; date: string; by: number }): PartyEntry => {
  const remaining = money(decimal(entry.row.remainingAmount).plus(change.amount));
  const isClosed = decimal(remaining).isZero();
  const closing = isClosed ? { closedAtDate: change.date, closedByEntryNo: change.by, closedByAmount: change.amount } : {};
  const changes = { remainingAmount: remaining, remainingAmtLcy: remaining, open: !isClosed, ...closing };
  return entry.party === 'Customer'
    ? { party: 'Customer', row: ctx.records.of(custLedgerEntry).update(entry.row, changes) }
    : { party: 'Vendor', row: ctx.records.of(vendorLedgerEntry).update(entry.row, changes) };
};

const check = (applying: PartyEntry, target: PartyEntry, amount: string): void => {
  if (partyNoOf(applying) !== partyNoOf(target)) {
    throw dialogError(
      `${target.party} No. must be equal to '${partyNoOf(applying)}'  in ${target.party} Ledger Entry: Entry No.=${target.row.entryNo}. Current value is '${partyNoOf(target)}'.`,
    );
  }
  const opposite = decimal(applying.row.remainingAmount).isNegative() !== decimal(target.row.remainingAmount).isNegative();
  const isCovered =
    decimal(amount).lte(decimal(target.row.remainingAmount).abs()) && decimal(amount).lte(decimal(applying.row.remainingAmount).abs());
  if (!target.row.open || !applying.row.open || !opposite) {
    throw dialogError(
      `You cannot apply and post an entry to an entry with an open balance of the same sign or that is closed. Entry No. ${target.row.entryNo}.`,
    );
  }
  if (!isCovered || !decimal(amount).isPositive() || decimal(amount).isZero()) {
    throw dialogError(`The amount to apply ${amount} must be positive and not larger than the remaining amount of entry ${target.row.entryNo}.`);
  }
};

/** Writes the detailed entries of both sides and lowers both remaining amounts. The general ledger does not change. */
export const applyEntries = (ctx: ErpContext, application: Application): void => {
  let applying = partyEntry(ctx, application.party, application.applyingEntryNo);
  const { documentType, documentNo, transactionNo } = applying.row;
  for (const { entryNo, amount } of application.targets) {
    const target = partyEntry(ctx, application.party, entryNo);
    check(applying, target, amount);
    const change = decimal(target.row.remainingAmount).isNegative() ? money(amount) : money(decimal(amount).negated());
    const counter = money(decimal(change).negated());
    const base = { postingDate: application.postingDate, documentType, documentNo };
    const kind = { entryType: 'Application', transactionNo, userId: ctx.userName } as const;
    insertDetail(ctx, target, { ...detailValues(target, { ...base, amount: change }), ...kind, appliedEntryNo: applying.row.entryNo });
    insertDetail(ctx, applying, { ...detailValues(applying, { ...base, amount: counter }), ...kind, appliedEntryNo: entryNo });
    settle(ctx, target, { amount: change, date: application.postingDate, by: applying.row.entryNo });
    applying = settle(ctx, applying, { amount: counter, date: application.postingDate, by: entryNo });
  }
};
