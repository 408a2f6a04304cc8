import { companyInformation } from '../../tables/index.ts';
import { localCurrencyCode } from '../currency-code.ts';
import { defineEntitySet } from '../entity-set.ts';
import { blank, columnsOf, readOnly } from '../field.ts';

const at = columnsOf(companyInformation);

/** The company itself (Company Information, table 79), one record; its currency is the one that the limits of the User Setup are in. Read only. */
export const companyInformationSet = defineEntitySet({
  name: 'companyInformation',
  entity: 'companyInformation',
  caption: 'Company Information',
  fields: {
    id: readOnly(at('systemId')),
    displayName: at('name'),
    addressLine1: at('address'),
    addressLine2: at('address2'),
    city: at('city'),
    state: at('county'),
    country: at('countryRegionCode'),
    postalCode: at('postCode'),
    phoneNumber: at('phoneNo'),
    faxNumber: blank('Edm.String'),
    email: at('email'),
    website: at('homePage'),
    taxRegistrationNumber: at('vatRegistrationNo'),
    currencyCode: localCurrencyCode,
    currentFiscalYearStartDate: blank('Edm.Date'),
    industry: blank('Edm.String'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['displayName'],
  sources: [{ table: companyInformation }],
});
