import { decimal, money } from '../../../kernel/money.ts';
import { custLedgerEntry, detailedCustLedgEntry, detailedVendorLedgEntry, vendorLedgerEntry, type RowOf, type ValuesOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { nextEntryNo } from './entry-numbers.ts';
import type { LedgerDocumentType, PartyLine, Voucher } from './voucher.ts';

/** A customer's or vendor's ledger entry, reduced to what applying needs. */
export type PartyEntry =
  | { readonly party: 'Customer'; readonly row: RowOf<typeof custLedgerEntry> }
  | { readonly party: 'Vendor'; readonly row: RowOf<typeof vendorLedgerEntry> };

type CommonDetail = Omit<ValuesOf<typeof detailedCustLedgEntry>, 'entryNo' | 'custLedgerEntryNo' | 'customerNo' | 'appliedCustLedgerEntryNo'>;

/** The entry with that number, throwing if there is none. */
export const partyEntry = (ctx: ErpContext, party: PartyEntry['party'], entryNo: number): PartyEntry =>
  party === 'Customer'
    ? { party, row: ctx.records.of(custLedgerEntry).require(entryNo) }
    : { party, row: ctx.records.of(vendorLedgerEntry).require(entryNo) };

/** The customer's or vendor's number of an entry. */
export const partyNoOf = (entry: PartyEntry): string => (entry.party === 'Customer' ? entry.row.customerNo : entry.row.vendorNo);

/** Adds a detailed entry to a ledger entry. `appliedEntryNo` is 0 for the initial entry. */
export const insertDetail = (ctx: ErpContext, entry: PartyEntry, detail: CommonDetail & { readonly appliedEntryNo: number }): void => {
  const { appliedEntryNo, ...values } = detail;
  if (entry.party === 'Customer') {
    const details = ctx.records.of(detailedCustLedgEntry);
    const own = { custLedgerEntryNo: entry.row.entryNo, customerNo: entry.row.customerNo, appliedCustLedgerEntryNo: appliedEntryNo };
    details.add({ ...values, ...own, entryNo: nextEntryNo(ctx, detailedCustLedgEntry) });
    return;
  }
  const details = ctx.records.of(detailedVendorLedgEntry);
  const own = { vendorLedgerEntryNo: entry.row.entryNo, vendorNo: entry.row.vendorNo, appliedVendorLedgerEntryNo: appliedEntryNo };
  details.add({ ...values, ...own, entryNo: nextEntryNo(ctx, detailedVendorLedgEntry) });
};

/** A detailed entry's values for an amount on a ledger entry. */
export const detailValues = (
  entry: PartyEntry,
  change: { readonly amount: string; readonly postingDate: string; readonly documentType: LedgerDocumentType; readonly documentNo: string },
): Omit<CommonDetail, 'entryType'> => {
  const amount = decimal(change.amount);
  return {
    postingDate: change.postingDate,
    documentType: change.documentType,
    documentNo: change.documentNo,
    amount: change.amount,
    amountLcy: change.amount,
    debitAmount: amount.isPositive() ? change.amount : '0',
    creditAmount: amount.isNegative() ? money(amount.negated()) : '0',
    initialDocumentType: entry.row.documentType,
    initialEntryDueDate: entry.row.dueDate,
    initialEntryGlobalDim1: entry.row.globalDimension1Code,
    initialEntryGlobalDim2: entry.row.globalDimension2Code,
    unapplied: false,
    transactionNo: entry.row.transactionNo,
    userId: entry.row.userId,
  };
};

const commonValues = (ctx: ErpContext, posting: { voucher: Voucher; party: PartyLine; transactionNo: number }) => {
  const { voucher, party } = posting;
  return {
    ...party.dimensions,
    postingDate: voucher.postingDate,
    documentDate: voucher.documentDate,
    dueDate: party.dueDate,
    documentType: voucher.documentType,
    documentNo: voucher.documentNo,
    externalDocumentNo: voucher.externalDocumentNo,
    description: party.description ?? voucher.description,
    amount: party.amount,
    amountLcy: party.amount,
    remainingAmount: party.amount,
    remainingAmtLcy: party.amount,
    open: !decimal(party.amount).isZero(),
    paymentMethodCode: party.paymentMethodCode ?? '',
    transactionNo: posting.transactionNo,
    sourceCode: voucher.sourceCode,
    userId: ctx.userName,
  };
};

/** Writes a document's subledger entry with its initial detailed entry; answers the entry's number. */
export const postPartyEntry = (ctx: ErpContext, posting: { voucher: Voucher; party: PartyLine; transactionNo: number }): number => {
  const { party, voucher } = posting;
  const common = commonValues(ctx, posting);
  const turnover = party.turnover ?? '0';
  const insert = (): PartyEntry => {
    if (party.party === 'Customer') {
      const entries = ctx.records.of(custLedgerEntry);
      const own = {
        customerNo: party.no,
        sellToCustomerNo: party.sellToNo ?? party.no,
        customerName: party.name,
        customerPostingGroup: party.postingGroup,
      };
      const row = entries.insert({
        ...common,
        ...own,
        entryNo: nextEntryNo(ctx, custLedgerEntry),
        salesLcy: turnover,
        salespersonCode: party.personCode ?? '',
      });
      return { party: 'Customer', row };
    }
    const entries = ctx.records.of(vendorLedgerEntry);
    const own = { vendorNo: party.no, buyFromVendorNo: party.no, vendorName: party.name, vendorPostingGroup: party.postingGroup };
    const row = entries.insert({
      ...common,
      ...own,
      entryNo: nextEntryNo(ctx, vendorLedgerEntry),
      purchaseLcy: turnover,
      purchaserCode: party.personCode ?? '',
    });
    return { party: 'Vendor', row };
  };
  const entry = insert();
  insertDetail(ctx, entry, { ...detailValues(entry, { ...voucher, amount: party.amount }), entryType: 'Initial Entry', appliedEntryNo: 0 });
  return entry.row.entryNo;
};
