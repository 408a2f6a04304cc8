import { customer, paymentTerms, salesHeader, type RowOf, type ValuesOf } from '../../tables/index.ts';
import { dialogError, fieldError, notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { calcDate } from '../date-formula.ts';
import { isIsoDate } from '../dates.ts';
import { headerDimensions } from '../dimensions/default-dimensions.ts';

/** What a person may set on a sales document; the rest follows from the customer. */
export interface SalesHeaderInput {
  readonly customerNo: string;
  readonly documentDate?: string;
  readonly orderDate?: string;
  readonly postingDate?: string;
  readonly dueDate?: string;
  readonly requestedDeliveryDate?: string;
  readonly quoteValidUntilDate?: string;
  readonly externalDocumentNo?: string;
  readonly yourReference?: string;
  readonly salespersonCode?: string;
  readonly paymentTermsCode?: string;
  readonly shortcutDimension1Code?: string;
  readonly shortcutDimension2Code?: string;
}

const dateFields = ['documentDate', 'orderDate', 'postingDate', 'dueDate', 'requestedDeliveryDate', 'quoteValidUntilDate'] as const;

/** What is done with a document; which of it a blocked customer stops depends on how she is blocked. */
export type SalesAction = 'create' | 'ship' | 'invoice' | 'credit' | 'pay';

/** Business Central's rule: All stops everything but payments, Invoice stops orders and invoices, Ship stops shipping. */
export const isCustomerBlockedFor = (blocked: RowOf<typeof customer>['blocked'], action: SalesAction): boolean => {
  switch (blocked) {
    case ' ':
      return false;
    case 'All':
      return action !== 'pay';
    case 'Invoice':
      return action === 'create' || action === 'invoice';
    case 'Ship':
      return action === 'ship';
  }
};

/** Throws in Business Central's words if the customer is blocked for that. */
export const checkCustomerBlocked = (record: RowOf<typeof customer>, action: SalesAction): void => {
  if (!isCustomerBlockedFor(record.blocked, action)) return;
  const verb = action === 'create' ? 'create' : 'post';
  throw dialogError(`You cannot ${verb} this type of document when Customer ${record.no} is blocked with type ${record.blocked}`);
};

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

/** Throws unless every given date is one. */
export const checkSalesDates = (input: Partial<Pick<SalesHeaderInput, (typeof dateFields)[number]>>): void => {
  for (const field of dateFields) {
    const value = input[field];
    const caption = salesHeader.columns[field].caption;
    if (value !== undefined && value !== '' && !isIsoDate(value)) {
      throw fieldError(caption, `The value '${value}' can't be evaluated into type Date for the field ${caption}.`);
    }
  }
};

const partyValues = (record: RowOf<typeof customer>) => ({
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
  billToCustomerNo: record.no,
  billToName: record.name,
  billToAddress: record.address,
  billToAddress2: record.address2,
  billToCity: record.city,
  billToCounty: record.county,
  billToPostCode: record.postCode,
  billToCountryRegionCode: record.countryRegionCode,
  shipToName: record.name,
  shipToAddress: record.address,
  shipToAddress2: record.address2,
  shipToCity: record.city,
  shipToCounty: record.county,
  shipToPostCode: record.postCode,
  shipToCountryRegionCode: record.countryRegionCode,
  shipToContact: record.contact,
  customerPostingGroup: record.customerPostingGroup,
  customerPriceGroup: record.customerPriceGroup,
  genBusPostingGroup: record.genBusPostingGroup,
  vatBusPostingGroup: record.vatBusPostingGroup,
  currencyCode: record.currencyCode,
  locationCode: record.locationCode,
  paymentMethodCode: record.paymentMethodCode,
  shipmentMethodCode: record.shipmentMethodCode,
  territoryCode: record.territoryCode,
});

/** A sales header's values from the customer's card and what the person set; checked, not yet numbered or stored. */
export const salesHeaderValues = (ctx: ErpContext, input: SalesHeaderInput): Partial<ValuesOf<typeof salesHeader>> => {
  const record = customerOf(ctx, input.customerNo);
  checkCustomerBlocked(record, 'create');
  checkSalesDates(input);
  const documentDate = input.documentDate ?? ctx.workDate;
  const paymentTermsCode = input.paymentTermsCode ?? record.paymentTermsCode;
  return {
    ...partyValues(record),
    documentDate,
    orderDate: input.orderDate ?? documentDate,
    postingDate: input.postingDate ?? documentDate,
    dueDate: input.dueDate ?? salesDueDate(ctx, paymentTermsCode, documentDate),
    requestedDeliveryDate: input.requestedDeliveryDate ?? '',
    quoteValidUntilDate: input.quoteValidUntilDate ?? '',
    externalDocumentNo: input.externalDocumentNo ?? '',
    yourReference: input.yourReference ?? '',
    salespersonCode: input.salespersonCode ?? record.salespersonCode,
    paymentTermsCode,
    ...headerDimensions(ctx, { table: customer, record }, input),
    status: 'Open',
  };
};
