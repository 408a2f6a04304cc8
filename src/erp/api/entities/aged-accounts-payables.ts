import { vendor } from '../../tables/index.ts';
import { agedAmounts, agingFields } from '../aged-fields.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(vendor);
const {
  balanceDue,
  currentAmount,
  periods: [first, second, third],
} = agedAmounts(vendor);

/** What is owed to vendors by age on the work date; positive amounts are owed. Microsoft's page has no labels here. */
export const agedAccountsPayables = defineEntitySet({
  name: 'agedAccountsPayables',
  entity: 'agedAccountsPayable',
  caption: 'Aged Accounts Payable',
  key: 'vendorId',
  fields: {
    vendorId: readOnly(at('systemId')),
    vendorNumber: readOnly(at('no')),
    name: readOnly(at('name')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    balanceDue,
    currentAmount,
    period1Amount: first.amount,
    period2Amount: second.amount,
    period3Amount: third.amount,
    ...agingFields,
  },
  order: ['vendorNumber'],
  sources: [{ table: vendor }],
  navigations: { vendor: one('vendors', 'vendorId') },
});
