/** The kinds of document that ledger entries name. */
export type LedgerDocumentType = ' ' | 'Payment' | 'Invoice' | 'Credit Memo' | 'Finance Charge Memo' | 'Reminder' | 'Refund';

/** What all entries of one document have in common. */
export interface Voucher {
  readonly postingDate: string;
  readonly documentDate: string;
  readonly documentType: LedgerDocumentType;
  readonly documentNo: string;
  readonly externalDocumentNo: string;
  readonly description: string;
  /** Which routine posted: SALES, PURCHASES, CASHRECJNL, PAYMENTJNL, GENJNL, ITEMJNL. */
  readonly sourceCode: string;
  /** How messages name the document before it is posted, `Invoice SD-10001`; default: its type and number. */
  readonly origin?: string;
}

/** How messages name a voucher's document. */
export const originOf = (voucher: Pick<Voucher, 'origin' | 'documentType' | 'documentNo'>): string =>
  voucher.origin ?? `${voucher.documentType === ' ' ? 'Document' : voucher.documentType} ${voucher.documentNo}`;

/** The two global dimensions and the set they belong to. */
export interface Dimensions {
  readonly globalDimension1Code: string;
  readonly globalDimension2Code: string;
  readonly dimensionSetId: number;
}

/** No dimension values at all. */
export const noDimensions: Dimensions = { globalDimension1Code: '', globalDimension2Code: '', dimensionSetId: 0 };

/** One amount on a G/L account: debit positive, credit negative, as a decimal string. */
export interface GlLine {
  readonly account: string;
  readonly amount: string;
  readonly dimensions: Dimensions;
  readonly description?: string;
  readonly vatAmount?: string;
  readonly genBusPostingGroup?: string;
  readonly genProdPostingGroup?: string;
  /** True where a person chose the account, so that Direct Posting must allow it. */
  readonly isDirect?: boolean;
  /** Lines with different marks never become one entry, as those of a journal do not. */
  readonly mark?: string;
  /** The item of the document line it comes from, whose dimension rules count beside the account's. */
  readonly item?: { readonly no: string; readonly lineNo: number };
  /** The customer or vendor that the entry names; default: the voucher's party. */
  readonly source?: PartyName;
}

/** A customer or vendor. */
export interface PartyName {
  readonly party: 'Customer' | 'Vendor';
  readonly no: string;
}

/** The VAT of one rate on a document; purchase positive, sale negative. */
export interface VatLine {
  readonly type: 'Purchase' | 'Sale';
  readonly base: string;
  readonly amount: string;
  readonly vatPercent: string;
  readonly vatBusPostingGroup: string;
  readonly vatProdPostingGroup: string;
  readonly countryRegionCode: string;
}

/** The subledger entry of a document: what the customer owes (positive) or the vendor is owed (negative). */
export interface PartyLine extends PartyName {
  readonly name: string;
  /** The customer who was sold to, where another one pays. */
  readonly sellToNo?: string;
  readonly postingGroup: string;
  readonly amount: string;
  readonly dueDate: string;
  readonly dimensions: Dimensions;
  /** Turnover without VAT: sales or purchases, signed as the amount. */
  readonly turnover?: string;
  readonly personCode?: string;
  readonly paymentMethodCode?: string;
  /** What the entry says instead of the voucher's description. */
  readonly description?: string;
  /** As on G/L lines. */
  readonly mark?: string;
}

/** A document's entries, complete: what postVoucher writes. */
export interface VoucherLines {
  readonly gl: readonly GlLine[];
  readonly vat: readonly VatLine[];
  readonly party?: PartyLine;
  /** Subledger entries beside the party's: a journal document may name several customers and vendors. */
  readonly furtherParties?: readonly PartyLine[];
}
