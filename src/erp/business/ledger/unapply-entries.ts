import { decimal, money } from '../../../kernel/money.ts';
import { custLedgerEntry, detailedCustLedgEntry } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { detailValues, insertDetail } from './party-ledger.ts';

/**
 * Takes back every application of a customer ledger entry, on both sides: each detailed entry gets its opposite,
 * both are marked Unapplied, and the entries are open again by what had been settled. The general ledger does not change.
 */
export const unapplyCustomerEntry = (ctx: ErpContext, entryNo: number, postingDate: string): void => {
  const details = ctx.records.of(detailedCustLedgEntry);
  const entries = ctx.records.of(custLedgerEntry);
  const applied = { entryType: 'Application', unapplied: false } as const;
  const own = details.find({ ...applied, custLedgerEntryNo: entryNo });
  const others = details.find({ ...applied, appliedCustLedgerEntryNo: entryNo });
  for (const detail of [...own, ...others]) {
    details.update(detail, { unapplied: true });
    const row = entries.require(detail.custLedgerEntryNo);
    const entry = { party: 'Customer', row } as const;
    const { documentType, documentNo, appliedCustLedgerEntryNo } = detail;
    const amount = money(decimal(detail.amount).negated());
    const values = detailValues(entry, { amount, postingDate, documentType, documentNo });
    insertDetail(ctx, entry, { ...values, entryType: 'Application', unapplied: true, appliedEntryNo: appliedCustLedgerEntryNo });
    const remaining = money(decimal(row.remainingAmount).plus(amount));
    const open = !decimal(remaining).isZero();
    const closing = open ? { closedAtDate: '', closedByEntryNo: 0, closedByAmount: '0' } : {};
    entries.update(row, { remainingAmount: remaining, remainingAmtLcy: remaining, open, ...closing });
  }
};
