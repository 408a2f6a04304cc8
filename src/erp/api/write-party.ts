import type { ErpContext } from '../business/index.ts';
import { countryRegion, currency, generalLedgerSetup, paymentMethod, paymentTerms } from '../tables/index.ts';
import type { Table } from '../tables/index.ts';
import { codeOf, idOf, plain } from './field-target.ts';
import type { FieldTarget, FieldTargets } from './field-target.ts';

/** Records keep a blank for the local currency, the API says its code. */
const local = (target: FieldTarget): FieldTarget => ({
  ...target,
  value: (erp: ErpContext, given, field) => {
    const code = target.value(erp, given, field);
    return code === erp.records.of(generalLedgerSetup).require('').lcyCode ? '' : code;
  },
});

/** The fields that customers and vendors have in common, as they are written. */
export const partyTargets = (party: Table): FieldTargets => ({
  displayName: plain('name'),
  addressLine1: plain('address'),
  addressLine2: plain('address2'),
  city: plain('city'),
  state: plain('county'),
  country: codeOf(countryRegion, 'countryRegionCode', party),
  postalCode: plain('postCode'),
  phoneNumber: plain('phoneNo'),
  email: plain('email'),
  website: plain('homePage'),
  taxRegistrationNumber: plain('vatRegistrationNo'),
  currencyId: local(idOf(currency, 'currencyCode')),
  currencyCode: local(codeOf(currency, 'currencyCode', party)),
  paymentTermsId: idOf(paymentTerms, 'paymentTermsCode'),
  paymentMethodId: idOf(paymentMethod, 'paymentMethodCode'),
  taxLiable: plain('taxLiable'),
  blocked: plain('blocked'),
});

/** A card without a name is none: Microsoft's pages refuse it in these words. */
export const mandatoryName = { displayName: 'A "displayName" must be provided.' };
