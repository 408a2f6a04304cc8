import { decimal, money, sum } from '../../../kernel/money.ts';
import { customer, paymentMethod, vendor } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { headerDimensions } from '../dimensions/default-dimensions.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { applyEntries } from '../ledger/apply-entries.ts';
import { customerLine, vendorLine } from '../ledger/party-line.ts';
import { postVoucher, type PostedVoucher } from '../ledger/post-voucher.ts';
import { noDimensions, type PartyLine, type Voucher } from '../ledger/voucher.ts';
import { nextNo } from '../no-series.ts';
import { checkVendorBlocked } from '../purchase/purchase-header.ts';
import { checkCustomerBlocked } from '../sales/customer-blocked.ts';

/** Money received from a customer or sent to a vendor. */
export interface PaymentInput {
  readonly partyNo: string;
  readonly postingDate: string;
  /** Positive. */
  readonly amount: string;
  /** The bank's reference. */
  readonly externalDocumentNo?: string;
  /** Which open entries it settles, and how much of each; the rest stays on account. */
  readonly applications: readonly { readonly entryNo: number; readonly amount: string }[];
}

/** A posted payment: its document number and ledger entry. */
export interface PostedPayment extends PostedVoucher {
  readonly documentNo: string;
}

const check = (input: PaymentInput): void => {
  if (!decimal(input.amount).gt(0)) throw dialogError('Amount must be positive in Gen. Journal Line.');
  if (sum(input.applications.map((one) => one.amount)).gt(input.amount)) {
    throw dialogError('The total amount to apply must not be larger than the amount of the payment.');
  }
};

const bankAccountOf = (ctx: ErpContext, paymentMethodCode: string): string => {
  const method = paymentMethodCode === '' ? undefined : ctx.setup.find(paymentMethod, paymentMethodCode);
  return method?.balAccountType === 'G/L Account' && method.balAccountNo !== '' ? method.balAccountNo : ctx.setup.generalLedger.bankAccountNo;
};

const post = (ctx: ErpContext, input: PaymentInput, document: { party: PartyLine; series: string; sourceCode: string }): PostedPayment => {
  check(input);
  const documentNo = nextNo(ctx, document.series, input.postingDate);
  const voucher: Voucher = {
    postingDate: input.postingDate,
    documentDate: input.postingDate,
    documentType: 'Payment',
    documentNo,
    externalDocumentNo: input.externalDocumentNo ?? '',
    description: `Payment ${document.party.name}`.slice(0, 100),
    sourceCode: document.sourceCode,
  };
  const account = bankAccountOf(ctx, document.party.paymentMethodCode ?? '');
  const posted = postVoucher(ctx, voucher, {
    gl: [{ account, amount: money(decimal(document.party.amount).negated()), dimensions: noDimensions }],
    vat: [],
    party: document.party,
  });
  applyEntries(ctx, {
    party: document.party.party,
    applyingEntryNo: posted.partyEntryNo,
    postingDate: input.postingDate,
    targets: input.applications,
  });
  return { ...posted, documentNo };
};

/** Posts a customer's payment to the bank and her ledger, and applies it to the entries named. */
export const postCustomerPayment = (ctx: ErpContext, input: PaymentInput): PostedPayment => {
  const record = ctx.records.of(customer).require(input.partyNo);
  checkCustomerBlocked(record, 'Payment', 'post');
  const dimensions = ledgerDimensions(headerDimensions(ctx, { table: customer, record }, {}));
  const party = customerLine(record, { amount: money(decimal(input.amount).negated()), dueDate: input.postingDate, dimensions });
  return post(ctx, input, { party, series: ctx.setup.sales.paymentNos, sourceCode: 'CASHRECJNL' });
};

/** Posts a payment to a vendor from the bank and his ledger, and applies it to the entries named. */
export const postVendorPayment = (ctx: ErpContext, input: PaymentInput): PostedPayment => {
  const record = ctx.records.of(vendor).require(input.partyNo);
  checkVendorBlocked(record, 'pay');
  const dimensions = ledgerDimensions(headerDimensions(ctx, { table: vendor, record }, {}));
  const party = vendorLine(record, { amount: money(input.amount), dueDate: input.postingDate, dimensions });
  return post(ctx, input, { party, series: ctx.setup.purchases.paymentNos, sourceCode: 'PAYMENTJNL' });
};
