import { currency, customer, paymentMethod, paymentTerms, shipmentMethod } from '../../tables/index.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, flow, readOnly, related } from '../field.ts';
import { customerWrites } from '../write-customer.ts';

const at = columnsOf(customer);

/** Customers (table 18). `balanceDue` is the whole open balance; what is overdue is on customerFinancialDetails. */
export const customers = defineEntitySet({
  name: 'customers',
  entity: 'customer',
  caption: 'Customer',
  fields: {
    id: readOnly(at('systemId')),
    number: at('no'),
    displayName: at('name'),
    type: at('contactType'),
    addressLine1: at('address'),
    addressLine2: at('address2'),
    city: at('city'),
    state: at('county'),
    country: at('countryRegionCode'),
    postalCode: at('postCode'),
    phoneNumber: at('phoneNo'),
    email: at('email'),
    website: at('homePage'),
    salespersonCode: at('salespersonCode'),
    balanceDue: flow(customer, 'balanceDueLcy'),
    creditLimit: at('creditLimitLcy'),
    taxLiable: at('taxLiable'),
    taxAreaId: blank('Edm.Guid'),
    taxAreaDisplayName: blank('Edm.String'),
    taxRegistrationNumber: at('vatRegistrationNo'),
    currencyId: related(currency, 'systemId', { code: 'currencyCode' }),
    currencyCode: currencyCode(at('currencyCode')),
    paymentTermsId: related(paymentTerms, 'systemId', { code: 'paymentTermsCode' }),
    shipmentMethodId: related(shipmentMethod, 'systemId', { code: 'shipmentMethodCode' }),
    paymentMethodId: related(paymentMethod, 'systemId', { code: 'paymentMethodCode' }),
    blocked: at('blocked'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: customer }],
  navigations: {
    customerFinancialDetails: one('customerFinancialDetails', 'id'),
    agedAccountsReceivable: one('agedAccountsReceivables', 'id', 'customerId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
    defaultDimensions: many('defaultDimensions', 'parentId'),
  },
  writes: customerWrites,
});
