import { companyInformation, paymentTerms, purchaseHeader, vendor, type RowOf, type Table, type ValuesOf } from '../../tables/index.ts';
import { dialogError, fieldError, notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { calcDate } from '../date-formula.ts';
import { isIsoDate } from '../dates.ts';
import { headerDimensions } from '../dimensions/default-dimensions.ts';

/** What a person may set on a purchase document; the rest follows from the vendor. */
export interface PurchaseHeaderInput {
  readonly vendorNo: string;
  readonly orderDate?: string;
  readonly documentDate?: string;
  readonly postingDate?: string;
  readonly dueDate?: string;
  readonly requestedReceiptDate?: string;
  readonly vendorOrderNo?: string;
  readonly vendorInvoiceNo?: string;
  readonly vendorCrMemoNo?: string;
  /** Of a credit memo: the posted invoice that it is applied to. */
  readonly appliesToDocNo?: string;
  readonly purchaserCode?: string;
  readonly paymentTermsCode?: string;
  readonly shipmentMethodCode?: string;
  readonly shortcutDimension1Code?: string;
  readonly shortcutDimension2Code?: string;
  readonly yourReference?: string;
}

const dateFields = ['orderDate', 'documentDate', 'postingDate', 'dueDate', 'requestedReceiptDate'] as const;

/** Throws unless the vendor may be used on new documents (`create`) or posted to (`post`). */
export const checkVendorBlocked = (record: RowOf<typeof vendor>, action: 'create' | 'post' | 'pay'): void => {
  const isRefused = record.blocked === 'All' || (action === 'pay' && record.blocked === 'Payment');
  if (isRefused) {
    const verb = action === 'pay' ? 'post' : action;
    throw dialogError(`You cannot ${verb} this type of document when Vendor ${record.no} is blocked with type ${record.blocked}`);
  }
};

/** Throws unless every given date is one, and nothing is asked for before it is ordered. */
export const checkPurchaseDates = (dates: { readonly [K in (typeof dateFields)[number]]?: string | undefined }): void => {
  for (const field of dateFields) {
    const value = dates[field];
    if (value === undefined || value === '') continue;
    const caption = purchaseHeader.columns[field].caption;
    if (!isIsoDate(value)) throw fieldError(caption, `The value '${value}' can't be evaluated into type Date for the field ${caption}.`);
  }
  const { orderDate, requestedReceiptDate } = dates;
  if (orderDate && requestedReceiptDate && requestedReceiptDate < orderDate) {
    throw fieldError('Requested Receipt Date', `The Requested Receipt Date ${requestedReceiptDate} cannot be before the Order Date ${orderDate}.`);
  }
};

/** The vendor a document names; an unknown one throws in Business Central's words. */
export const vendorOf = (ctx: ErpContext, vendorNo: string, table: Table = purchaseHeader): RowOf<typeof vendor> => {
  const record = ctx.records.of(vendor).get(vendorNo);
  if (!record) throw notInRelatedTable(table, 'buyFromVendorNo', { value: vendorNo, table: vendor });
  return record;
};

/** When a document with these terms is due. */
export const dueDateOf = (ctx: ErpContext, termsCode: string, documentDate: string): string => {
  if (termsCode === '') return documentDate;
  const terms = ctx.setup.find(paymentTerms, termsCode);
  if (!terms) throw notInRelatedTable(purchaseHeader, 'paymentTermsCode', { value: termsCode, table: paymentTerms });
  return calcDate(terms.dueDateCalculation, documentDate);
};

const partyValues = (record: RowOf<typeof vendor>) => ({
  buyFromVendorNo: record.no,
  buyFromVendorName: record.name,
  buyFromAddress: record.address,
  buyFromAddress2: record.address2,
  buyFromCity: record.city,
  buyFromCounty: record.county,
  buyFromPostCode: record.postCode,
  buyFromCountryRegionCode: record.countryRegionCode,
  payToVendorNo: record.no,
  payToName: record.name,
  payToAddress: record.address,
  payToAddress2: record.address2,
  payToCity: record.city,
  payToCounty: record.county,
  payToPostCode: record.postCode,
  payToCountryRegionCode: record.countryRegionCode,
  payToContact: record.contact,
  vendorPostingGroup: record.vendorPostingGroup,
  genBusPostingGroup: record.genBusPostingGroup,
  vatBusPostingGroup: record.vatBusPostingGroup,
  currencyCode: record.currencyCode,
  locationCode: record.locationCode,
  paymentMethodCode: record.paymentMethodCode,
});

const shipToValues = (ctx: ErpContext) => {
  const own = ctx.setup.find(companyInformation, '');
  return own
    ? {
        shipToName: own.name,
        shipToAddress: own.address,
        shipToCity: own.city,
        shipToPostCode: own.postCode,
        shipToCountryRegionCode: own.countryRegionCode,
      }
    : {};
};

/** A credit memo is applied to an invoice, or to nothing. */
export const appliesTo = (appliesToDocNo: string): Pick<ValuesOf<typeof purchaseHeader>, 'appliesToDocType' | 'appliesToDocNo'> => ({
  appliesToDocType: appliesToDocNo === '' ? ' ' : 'Invoice',
  appliesToDocNo,
});

/** A purchase header's values from the vendor's card and what the person set; checked, not yet numbered or stored. */
export const purchaseHeaderValues = (ctx: ErpContext, input: PurchaseHeaderInput): Partial<ValuesOf<typeof purchaseHeader>> => {
  const record = vendorOf(ctx, input.vendorNo);
  checkVendorBlocked(record, 'create');
  const orderDate = input.orderDate ?? ctx.workDate;
  const documentDate = input.documentDate ?? orderDate;
  checkPurchaseDates({ ...input, orderDate, documentDate });
  const paymentTermsCode = input.paymentTermsCode ?? record.paymentTermsCode;
  return {
    ...partyValues(record),
    ...shipToValues(ctx),
    orderDate,
    documentDate,
    postingDate: input.postingDate ?? documentDate,
    dueDate: input.dueDate ?? dueDateOf(ctx, paymentTermsCode, documentDate),
    requestedReceiptDate: input.requestedReceiptDate ?? '',
    expectedReceiptDate: input.requestedReceiptDate ?? '',
    paymentTermsCode,
    shipmentMethodCode: input.shipmentMethodCode ?? record.shipmentMethodCode,
    vendorOrderNo: input.vendorOrderNo ?? '',
    vendorInvoiceNo: input.vendorInvoiceNo ?? '',
    vendorCrMemoNo: input.vendorCrMemoNo ?? '',
    ...appliesTo(input.appliesToDocNo ?? ''),
    purchaserCode: input.purchaserCode ?? record.purchaserCode,
    yourReference: input.yourReference ?? '',
    ...headerDimensions(ctx, { table: vendor, record }, input),
    status: 'Open',
    createdByClient: ctx.client,
  };
};
