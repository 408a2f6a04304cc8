import { customer, salesShipmentHeader } from '../../tables/index.ts';
import { currencyCode } from '../currency-code.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import { billToFields, allReadOnly, contactFields, sellToFields } from '../sales-document-fields.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';

const at = columnsOf(salesShipmentHeader);

/** Posted sales shipments (table 110). */
export const salesShipments = defineEntitySet({
  name: 'salesShipments',
  entity: 'salesShipment',
  caption: 'Sales Shipment Header',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    externalDocumentNumber: at('externalDocumentNo'),
    invoiceDate: at('documentDate'),
    postingDate: at('postingDate'),
    dueDate: at('dueDate'),
    customerPurchaseOrderReference: at('yourReference'),
    customerId: related(customer, 'systemId', { no: 'sellToCustomerNo' }),
    customerNumber: at('sellToCustomerNo'),
    customerName: readOnly(at('sellToCustomerName')),
    billToCustomerId: related(customer, 'systemId', { no: 'billToCustomerNo' }),
    billToName: readOnly(at('billToName')),
    billToCustomerNumber: at('billToCustomerNo'),
    ...shipToPartyFields(salesShipmentHeader),
    ...sellToFields(salesShipmentHeader),
    ...allReadOnly(billToFields(salesShipmentHeader)),
    ...shipToFields(salesShipmentHeader),
    currencyCode: currencyCode(at('currencyCode')),
    orderNumber: readOnly(at('orderNo')),
    paymentTermsCode: at('paymentTermsCode'),
    shipmentMethodCode: at('shipmentMethodCode'),
    salesperson: at('salespersonCode'),
    pricesIncludeTax: readOnly(at('pricesIncludingVat')),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
    ...contactFields(salesShipmentHeader),
  },
  order: ['number'],
  sources: [{ table: salesShipmentHeader }],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesShipmentLines: many('salesShipmentLines', 'documentId'),
    customer: one('customers', 'customerId'),
  },
});
