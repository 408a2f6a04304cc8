import type { PurchaseDocumentType, PurchaseHeaderInput } from '../business/index.ts';
import { paymentTerms, purchCrMemoHdr, purchInvHeader, shipmentMethod } from '../tables/index.ts';
import type { purchaseHeader, Table, ValuesOf } from '../tables/index.ts';
import type { PurchaseLineApi } from './write-purchase-line.ts';

type RuledColumn = keyof PurchaseHeaderInput;
type HeaderColumn = keyof ValuesOf<typeof purchaseHeader>;

/** How one kind of purchase document is written: what its page calls things, and what it has beside the common fields. */
export interface PurchaseDocumentApi {
  readonly documentType: PurchaseDocumentType;
  /** What the page calls the document in its messages: `invoice`. */
  readonly noun: string;
  /** The navigation to the lines, which is also how they are given with a new document. */
  readonly lines: string;
  readonly line: PurchaseLineApi;
  /** The field with the vendor's date on it; terms count from there. */
  readonly documentDate: string;
  /** Further fields that business rules look at, by the names those rules use. */
  readonly ruled: Readonly<Record<string, RuledColumn>>;
  /** Further fields that name a record by its id. */
  readonly byId: readonly (keyof typeof relations)[];
  /** Fields that are only kept. */
  readonly kept: Readonly<Record<string, HeaderColumn>>;
  /** The table of the posted ones, if the entity set shows them too. */
  readonly posted?: Table;
}

/** Fields of every purchase document that business rules look at, by the names those rules use. */
export const commonRuled = {
  postingDate: 'postingDate',
  purchaser: 'purchaserCode',
  shortcutDimension1Code: 'shortcutDimension1Code',
  shortcutDimension2Code: 'shortcutDimension2Code',
} as const satisfies Record<string, RuledColumn>;

/** Fields that name a record by its id: where it is, and what the business rules call it. */
export const relations = {
  paymentTermsId: { table: paymentTerms, column: 'code', target: 'paymentTermsCode' },
  shipmentMethodId: { table: shipmentMethod, column: 'code', target: 'shipmentMethodCode' },
  invoiceId: { table: purchInvHeader, column: 'no', target: 'appliesToDocNo' },
} as const satisfies Record<string, { readonly table: Table; readonly column: string; readonly target: RuledColumn }>;

const address = (prefix: string, column: 'buyFrom' | 'payTo' | 'shipTo') =>
  ({
    [`${prefix}AddressLine1`]: `${column}Address`,
    [`${prefix}AddressLine2`]: `${column}Address2`,
    [`${prefix}City`]: `${column}City`,
    [`${prefix}Country`]: `${column}CountryRegionCode`,
    [`${prefix}State`]: `${column}County`,
    [`${prefix}PostCode`]: `${column}PostCode`,
  }) as Readonly<Record<string, HeaderColumn>>;

const buyFrom = address('buyFrom', 'buyFrom');
const shipTo: Readonly<Record<string, HeaderColumn>> = { shipToName: 'shipToName', shipToContact: 'shipToContact', ...address('shipTo', 'shipTo') };

/** Purchase orders. */
export const purchaseOrderApi: PurchaseDocumentApi = {
  documentType: 'Order',
  noun: 'order',
  lines: 'purchaseOrderLines',
  line: {
    documentType: 'Order',
    noun: 'order',
    unitCost: 'directUnitCost',
    hasReceiptDate: true,
    hasSecondDescription: true,
    hasPostingQuantities: true,
  },
  documentDate: 'orderDate',
  ruled: { requestedReceiptDate: 'requestedReceiptDate' },
  byId: ['paymentTermsId', 'shipmentMethodId'],
  kept: { ...buyFrom, ...shipTo },
};

/** Purchase invoices. */
export const purchaseInvoiceApi: PurchaseDocumentApi = {
  documentType: 'Invoice',
  noun: 'invoice',
  lines: 'purchaseInvoiceLines',
  line: {
    documentType: 'Invoice',
    noun: 'invoice',
    unitCost: 'unitCost',
    hasReceiptDate: true,
    hasSecondDescription: true,
    hasPostingQuantities: false,
  },
  documentDate: 'invoiceDate',
  ruled: { dueDate: 'dueDate', vendorInvoiceNumber: 'vendorInvoiceNo' },
  byId: [],
  kept: { ...buyFrom, ...shipTo },
  posted: purchInvHeader,
};

/** Purchase credit memos. */
export const purchaseCreditMemoApi: PurchaseDocumentApi = {
  documentType: 'Credit Memo',
  noun: 'credit memo',
  lines: 'purchaseCreditMemoLines',
  line: {
    documentType: 'Credit Memo',
    noun: 'credit memo',
    unitCost: 'unitCost',
    hasReceiptDate: false,
    hasSecondDescription: false,
    hasPostingQuantities: false,
  },
  documentDate: 'creditMemoDate',
  ruled: { dueDate: 'dueDate', vendorCreditMemoNumber: 'vendorCrMemoNo', invoiceNumber: 'appliesToDocNo' },
  byId: ['paymentTermsId', 'shipmentMethodId', 'invoiceId'],
  kept: { ...buyFrom, ...address('payTo', 'payTo') },
  posted: purchCrMemoHdr,
};
