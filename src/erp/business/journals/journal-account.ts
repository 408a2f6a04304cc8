import { customer, genJournalLine, glAccount, vendor, type RowOf, type ValuesOf } from '../../tables/index.ts';
import { fieldError, notInRelatedTable, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import type { DimensionOwner } from '../dimensions/default-dimensions.ts';
import { checkVendorBlocked } from '../purchase/purchase-header.ts';
import { checkCustomerBlocked, type CustomerDocument } from '../sales/customer-blocked.ts';

/** A stored journal line. */
export type JournalLine = RowOf<typeof genJournalLine>;
type JournalLineValues = ValuesOf<typeof genJournalLine>;
type AccountType = JournalLineValues['accountType'];
type DocumentType = JournalLineValues['documentType'];

/** What a journal line names on one of its two sides. */
export type JournalAccount =
  | { readonly type: 'G/L Account'; readonly record: RowOf<typeof glAccount> }
  | { readonly type: 'Customer'; readonly record: RowOf<typeof customer> }
  | { readonly type: 'Vendor'; readonly record: RowOf<typeof vendor> };

/** One side of a journal line: account or balancing account. */
export interface JournalSide {
  readonly field: 'accountNo' | 'balAccountNo';
  readonly type: AccountType;
  readonly no: string;
}

/** The sides of a line that name an account. */
export const sidesOf = (line: Pick<JournalLineValues, 'accountType' | 'accountNo' | 'balAccountType' | 'balAccountNo'>): readonly JournalSide[] => {
  const sides: readonly JournalSide[] = [
    { field: 'accountNo', type: line.accountType, no: line.accountNo },
    { field: 'balAccountNo', type: line.balAccountType, no: line.balAccountNo },
  ];
  return sides.filter(({ no }) => no !== '');
};

/** The record that a side names; one that is not there throws. Bank accounts are G/L accounts here, so none is found. */
export const journalAccount = (ctx: ErpContext, { field, type, no }: JournalSide): JournalAccount => {
  if (type === 'Bank Account') {
    const caption = genJournalLine.columns[field].caption;
    throw fieldError(
      caption,
      `The field ${caption} of table Gen. Journal Line contains a value (${no}) that cannot be found in the related table (Bank Account).`,
    );
  }
  const table = { 'G/L Account': glAccount, Customer: customer, Vendor: vendor }[type];
  const record = ctx.records.of<typeof glAccount | typeof customer | typeof vendor>(table).get(no);
  if (record === undefined) throw notInRelatedTable(genJournalLine, field, { value: no, table });
  return { type, record } as JournalAccount;
};

/** What a line's document counts as where its customer is blocked. */
const customerDocuments: Readonly<Record<DocumentType, CustomerDocument>> = {
  ' ': 'Invoice',
  Payment: 'Payment',
  Invoice: 'Invoice',
  'Credit Memo': 'Credit Memo',
  'Finance Charge Memo': 'Credit Memo',
  Reminder: 'Credit Memo',
  Refund: 'Payment',
};

/** Throws, in Business Central's words, unless the account may be posted to by hand with that document type. */
export const checkJournalAccount = (account: JournalAccount, documentType: DocumentType): void => {
  switch (account.type) {
    case 'G/L Account': {
      const at = { table: glAccount, record: account.record };
      testField({ ...at, field: 'accountType' }, 'Posting');
      testField({ ...at, field: 'blocked' }, false);
      return testField({ ...at, field: 'directPosting' }, true);
    }
    case 'Customer':
      return checkCustomerBlocked(account.record, customerDocuments[documentType], 'post');
    case 'Vendor':
      return checkVendorBlocked(account.record, documentType === 'Payment' ? 'pay' : 'post');
  }
};

/** The record whose default dimensions an account brings. */
export const dimensionOwner = ({ type, record }: JournalAccount): DimensionOwner => ({
  table: { 'G/L Account': glAccount, Customer: customer, Vendor: vendor }[type],
  no: record.no,
});
