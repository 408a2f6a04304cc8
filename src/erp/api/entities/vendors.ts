import { currency, paymentMethod, paymentTerms, vendor } from '../../tables/index.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, flow, readOnly, related } from '../field.ts';
import { vendorWrites } from '../write-vendor.ts';

const at = columnsOf(vendor);

/** Vendors (table 23). A positive balance is owed to the vendor. */
export const vendors = defineEntitySet({
  name: 'vendors',
  entity: 'vendor',
  caption: 'Vendor',
  fields: {
    id: readOnly(at('systemId')),
    number: at('no'),
    displayName: at('name'),
    addressLine1: at('address'),
    addressLine2: at('address2'),
    city: at('city'),
    state: at('county'),
    country: at('countryRegionCode'),
    postalCode: at('postCode'),
    phoneNumber: at('phoneNo'),
    email: at('email'),
    website: at('homePage'),
    taxRegistrationNumber: at('vatRegistrationNo'),
    currencyId: related(currency, 'systemId', { code: 'currencyCode' }),
    currencyCode: currencyCode(at('currencyCode')),
    irs1099Code: blank('Edm.String'),
    paymentTermsId: related(paymentTerms, 'systemId', { code: 'paymentTermsCode' }),
    paymentMethodId: related(paymentMethod, 'systemId', { code: 'paymentMethodCode' }),
    taxLiable: at('taxLiable'),
    blocked: at('blocked'),
    balance: flow(vendor, 'balanceLcy'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: vendor }],
  navigations: {
    agedAccountsPayable: one('agedAccountsPayables', 'id', 'vendorId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
    defaultDimensions: many('defaultDimensions', 'parentId'),
  },
  writes: vendorWrites,
});
