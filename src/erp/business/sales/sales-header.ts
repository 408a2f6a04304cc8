import { customer, paymentTerms, salesHeader, salespersonPurchaser, type RowOf, type ValuesOf } from '../../tables/index.ts';
import { dialogError, fieldError, notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { calcDate } from '../date-formula.ts';
import { isIsoDate } from '../dates.ts';
import { headerDimensions } from '../dimensions/default-dimensions.ts';
import { checkCustomerBlocked } from './customer-blocked.ts';

/** The sales documents that can be drafted here. */
export type SalesDocumentType = 'Quote' | 'Order' | 'Invoice' | 'Credit Memo';

type HeaderValues = Partial<ValuesOf<typeof salesHeader>>;

/** What a person may set on a sales document; the rest follows from the customer. */
export interface SalesHeaderInput {
  readonly customerNo: string;
  /** Who pays, if it is another customer. */
  readonly billToCustomerNo?: string;
  readonly documentDate?: string;
  readonly orderDate?: string;
  readonly postingDate?: string;
  readonly dueDate?: string;
  readonly requestedDeliveryDate?: string;
  readonly quoteValidUntilDate?: string;
  readonly quoteAcceptedDate?: string;
  readonly externalDocumentNo?: string;
  readonly yourReference?: string;
  readonly salespersonCode?: string;
  readonly paymentTermsCode?: string;
  readonly shipmentMethodCode?: string;
  readonly shippingAdvice?: 'Partial' | 'Complete';
  readonly shortcutDimension1Code?: string;
  readonly shortcutDimension2Code?: string;
  /** A discount on the whole document, in money without VAT; its lines share it. */
  readonly invoiceDiscountAmount?: string;
  /** The posted invoice that a credit memo settles. */
  readonly appliesToDocNo?: string;
}

const dateFields = [
  'documentDate',
  'orderDate',
  'postingDate',
  'dueDate',
  'requestedDeliveryDate',
  'quoteValidUntilDate',
  'quoteAcceptedDate',
] as const;

/** The customer a document names; an unknown one throws in Business Central's words. */
export const customerOf = (ctx: ErpContext, customerNo: string): RowOf<typeof customer> => {
  const record = ctx.records.of(customer).get(customerNo);
  if (!record) throw notInRelatedTable(salesHeader, 'sellToCustomerNo', { value: customerNo, table: customer });
  return record;
};

/** When a sales document with these terms is due. */
export const salesDueDate = (ctx: ErpContext, termsCode: string, documentDate: string): string => {
  if (termsCode === '') return documentDate;
  const terms = ctx.setup.find(paymentTerms, termsCode);
  if (!terms) throw notInRelatedTable(salesHeader, 'paymentTermsCode', { value: termsCode, table: paymentTerms });
  return calcDate(terms.dueDateCalculation, documentDate);
};

/** Throws unless every given date is one and the salesperson is known. */
export const checkSalesHeader = (ctx: ErpContext, input: Partial<SalesHeaderInput>): void => {
  for (const field of dateFields) {
    const value = input[field];
    const caption = salesHeader.columns[field].caption;
    if (value !== undefined && value !== '' && !isIsoDate(value)) {
      throw fieldError(caption, `The value '${value}' can't be evaluated into type Date for the field ${caption}.`);
    }
  }
  const { salespersonCode = '' } = input;
  if (salespersonCode !== '' && !ctx.setup.find(salespersonPurchaser, salespersonCode)) {
    throw notInRelatedTable(salesHeader, 'salespersonCode', { value: salespersonCode, table: salespersonPurchaser });
  }
};

const sellToValues = (record: RowOf<typeof customer>): HeaderValues => ({
  sellToCustomerNo: record.no,
  sellToCustomerName: record.name,
  sellToAddress: record.address,
  sellToAddress2: record.address2,
  sellToCity: record.city,
  sellToCounty: record.county,
  sellToPostCode: record.postCode,
  sellToCountryRegionCode: record.countryRegionCode,
  sellToPhoneNo: record.phoneNo,
  sellToEmail: record.email,
  shipToName: record.name,
  shipToAddress: record.address,
  shipToAddress2: record.address2,
  shipToCity: record.city,
  shipToCounty: record.county,
  shipToPostCode: record.postCode,
  shipToCountryRegionCode: record.countryRegionCode,
  shipToContact: record.contact,
  locationCode: record.locationCode,
  territoryCode: record.territoryCode,
});

/** Who pays decides on terms, posting groups and prices. */
const billToValues = (record: RowOf<typeof customer>): HeaderValues => ({
  billToCustomerNo: record.no,
  billToName: record.name,
  billToAddress: record.address,
  billToAddress2: record.address2,
  billToCity: record.city,
  billToCounty: record.county,
  billToPostCode: record.postCode,
  billToCountryRegionCode: record.countryRegionCode,
  customerPostingGroup: record.customerPostingGroup,
  customerPriceGroup: record.customerPriceGroup,
  genBusPostingGroup: record.genBusPostingGroup,
  vatBusPostingGroup: record.vatBusPostingGroup,
  currencyCode: record.currencyCode,
  paymentMethodCode: record.paymentMethodCode,
});

/** Amounts are in local currency only: no exchange rates are kept, and Business Central says so of a currency without one. */
const checkCurrency = (ctx: ErpContext, payer: RowOf<typeof customer>): void => {
  if (payer.currencyCode === '' || payer.currencyCode === ctx.setup.generalLedger.lcyCode) return;
  throw dialogError(
    `There is no Currency Exchange Rate within the filter.\\\\Filters: Currency Code: ${payer.currencyCode}, Starting Date: ..${ctx.workDate}`,
  );
};

const payerOf = (ctx: ErpContext, record: RowOf<typeof customer>, type: SalesDocumentType, billToCustomerNo = ''): RowOf<typeof customer> => {
  if (billToCustomerNo === '' || billToCustomerNo === record.no) return record;
  const payer = customerOf(ctx, billToCustomerNo);
  checkCustomerBlocked(payer, type, 'create');
  return payer;
};

/** A sales header's values from the customers' cards and what the person set; checked, not yet numbered or stored. */
export const salesHeaderValues = (ctx: ErpContext, type: SalesDocumentType, input: SalesHeaderInput): HeaderValues => {
  const record = customerOf(ctx, input.customerNo);
  checkCustomerBlocked(record, type, 'create');
  const payer = payerOf(ctx, record, type, input.billToCustomerNo);
  checkCurrency(ctx, payer);
  checkSalesHeader(ctx, input);
  const documentDate = input.documentDate ?? ctx.workDate;
  const paymentTermsCode = input.paymentTermsCode ?? payer.paymentTermsCode;
  const given = (field: 'requestedDeliveryDate' | 'quoteValidUntilDate' | 'quoteAcceptedDate' | 'externalDocumentNo' | 'yourReference'): string =>
    input[field] ?? '';
  return {
    ...sellToValues(record),
    ...billToValues(payer),
    documentType: type,
    documentDate,
    orderDate: input.orderDate ?? documentDate,
    postingDate: input.postingDate ?? documentDate,
    dueDate: input.dueDate ?? salesDueDate(ctx, paymentTermsCode, documentDate),
    requestedDeliveryDate: given('requestedDeliveryDate'),
    quoteValidUntilDate: given('quoteValidUntilDate'),
    quoteAcceptedDate: given('quoteAcceptedDate'),
    externalDocumentNo: given('externalDocumentNo'),
    yourReference: given('yourReference'),
    salespersonCode: input.salespersonCode ?? record.salespersonCode,
    paymentTermsCode,
    shipmentMethodCode: input.shipmentMethodCode ?? record.shipmentMethodCode,
    shippingAdvice: input.shippingAdvice ?? 'Partial',
    ...headerDimensions(ctx, { table: customer, record }, input),
    status: 'Open',
    createdByClient: ctx.client,
  };
};
