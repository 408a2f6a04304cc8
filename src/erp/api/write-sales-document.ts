import { AppError } from '../../kernel/errors.ts';
import { changeSalesDocument, createSalesDocument, deleteSalesDocument } from '../business/index.ts';
import type { ErpContext, SalesHeader, SalesHeaderChanges, SalesHeaderInput } from '../business/index.ts';
import { customer, paymentTerms, salesHeader, salesInvoiceHeader, shipmentMethod } from '../tables/index.ts';
import type { ValuesOf } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import type { Fields } from './field.ts';
import { renamed } from './renamed.ts';
import { changeableDraft } from './sales-document-kind.ts';
import type { SalesDocumentKind } from './sales-document-kind.ts';
import type { BodyValue, EntityWrites } from './write-context.ts';
import { salesLineInput } from './write-sales-line.ts';

type Values = Readonly<Record<string, BodyValue>>;

/** Fields that business rules look at, by the names those rules use. */
const ruled = {
  externalDocumentNumber: 'externalDocumentNo',
  customerPurchaseOrderReference: 'yourReference',
  documentDate: 'documentDate',
  invoiceDate: 'documentDate',
  creditMemoDate: 'documentDate',
  postingDate: 'postingDate',
  dueDate: 'dueDate',
  requestedDeliveryDate: 'requestedDeliveryDate',
  validUntilDate: 'quoteValidUntilDate',
  acceptedDate: 'quoteAcceptedDate',
  salesperson: 'salespersonCode',
  shortcutDimension1Code: 'shortcutDimension1Code',
  shortcutDimension2Code: 'shortcutDimension2Code',
  discountAmount: 'invoiceDiscountAmount',
  invoiceNumber: 'appliesToDocNo',
} as const satisfies Record<string, keyof SalesHeaderInput>;

/** Fields that are only kept. */
const kept = {
  shipToName: 'shipToName',
  shipToContact: 'shipToContact',
  sellToAddressLine1: 'sellToAddress',
  sellToAddressLine2: 'sellToAddress2',
  sellToCity: 'sellToCity',
  sellToCountry: 'sellToCountryRegionCode',
  sellToState: 'sellToCounty',
  sellToPostCode: 'sellToPostCode',
  billToAddressLine1: 'billToAddress',
  billToAddressLine2: 'billToAddress2',
  billToCity: 'billToCity',
  billToCountry: 'billToCountryRegionCode',
  billToState: 'billToCounty',
  billToPostCode: 'billToPostCode',
  shipToAddressLine1: 'shipToAddress',
  shipToAddressLine2: 'shipToAddress2',
  shipToCity: 'shipToCity',
  shipToCountry: 'shipToCountryRegionCode',
  shipToState: 'shipToCounty',
  shipToPostCode: 'shipToPostCode',
  phoneNumber: 'sellToPhoneNo',
  email: 'sellToEmail',
} as const satisfies Record<string, keyof ValuesOf<typeof salesHeader>>;

/** Fields that stand for others: ids of records, and dates and options under names of their own. */
const translated = ['orderDate', 'paymentTermsId', 'shipmentMethodId', 'partialShipping', 'invoiceId'] as const;

const invoiceNoFrom = (erp: ErpContext, values: Values): Partial<SalesHeaderInput> => {
  if (!('invoiceId' in values)) return {};
  const appliesToDocNo = codeById(erp, salesInvoiceHeader, values['invoiceId'], 'no');
  if ('invoiceNumber' in values && String(values['invoiceNumber']).toUpperCase() !== appliesToDocNo) {
    throw new AppError('unprocessable', 'The invoiceId and invoiceNumber do not match to a specific Invoice.');
  }
  return { appliesToDocNo };
};

const ruledValues = (erp: ErpContext, values: Values): SalesHeaderChanges => ({
  ...renamed(values, ruled),
  ...('orderDate' in values ? { orderDate: String(values['orderDate']), documentDate: String(values['orderDate']) } : {}),
  ...('paymentTermsId' in values ? { paymentTermsCode: codeById(erp, paymentTerms, values['paymentTermsId']) } : {}),
  ...('shipmentMethodId' in values ? { shipmentMethodCode: codeById(erp, shipmentMethod, values['shipmentMethodId']) } : {}),
  ...('partialShipping' in values ? { shippingAdvice: values['partialShipping'] === true ? 'Partial' : 'Complete' } : {}),
  ...invoiceNoFrom(erp, values),
});

/** A customer by id, by number, or by both if they agree; undefined if neither is given. */
const customerNoFrom = (erp: ErpContext, values: Values, as: 'customer' | 'billToCustomer'): string | undefined => {
  const number = `${as}Number` in values ? String(values[`${as}Number`]).toUpperCase() : undefined;
  const byId = `${as}Id` in values ? codeById(erp, customer, values[`${as}Id`], 'no') : undefined;
  if (number !== undefined && byId !== undefined && number !== byId) {
    const which = as === 'customer' ? 'sell-to' : 'bill-to';
    throw new AppError('unprocessable', `The ${which} customer values do not match to a specific Customer.`);
  }
  return number ?? byId;
};

const parties = (erp: ErpContext, values: Values): Pick<SalesHeaderInput, 'customerNo' | 'billToCustomerNo'> => {
  const customerNo = customerNoFrom(erp, values, 'customer') ?? '';
  if (customerNo === '') throw new AppError('unprocessable', 'A customerNumber or a customerId must be provided.');
  const billToCustomerNo = customerNoFrom(erp, values, 'billToCustomer');
  return { customerNo, ...(billToCustomerNo === undefined ? {} : { billToCustomerNo }) };
};

const keep = (erp: ErpContext, header: SalesHeader, values: Values): void => {
  const own = renamed(values, kept);
  if (Object.keys(own).length > 0) erp.records.of(salesHeader).update(header, own);
};

/**
 * How a kind of sales document is written: by ERP-wide business rules, which accept open (draft) ones only. Of the
 * fields that can be written those are accepted that the set has and does not call read-only.
 */
export const salesDocumentWrites = (kind: SalesDocumentKind, fields: Fields): EntityWrites => {
  const writable = [...Object.keys(ruled), ...Object.keys(kept)].filter((name) => fields[name]?.isReadOnly === false);
  return {
    table: salesHeader,
    accepts: [...writable, ...translated.filter((name) => name in fields)],
    acceptsOnInsert: ['customerId', 'customerNumber', 'billToCustomerId', 'billToCustomerNumber'],
    deepInserts: [kind.lines],
    insert: (erp, body) => {
      const lines = (body.parts[kind.lines] ?? []).map((line) => salesLineInput(erp, line.values));
      const input = { ...ruledValues(erp, body.values), ...parties(erp, body.values), lines };
      const header = createSalesDocument(erp, kind.type, input);
      keep(erp, header, body.values);
      return header.systemId;
    },
    modify: (erp, systemId, { values }) => {
      const header = changeSalesDocument(erp, changeableDraft(erp, kind, systemId), ruledValues(erp, values));
      keep(erp, header, values);
    },
    remove: (erp, systemId) => deleteSalesDocument(erp, changeableDraft(erp, kind, systemId)),
  };
};
