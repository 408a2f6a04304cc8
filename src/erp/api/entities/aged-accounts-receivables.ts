import { customer } from '../../tables/index.ts';
import { agedAmounts, agingFields } from '../aged-fields.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(customer);
const {
  balanceDue,
  currentAmount,
  periods: [first, second, third],
} = agedAmounts(customer);

/** What customers owe by age on the work date. */
export const agedAccountsReceivables = defineEntitySet({
  name: 'agedAccountsReceivables',
  entity: 'agedAccountsReceivable',
  caption: 'Aged Accounts Receivable',
  key: 'customerId',
  fields: {
    customerId: readOnly(at('systemId')),
    customerNumber: readOnly(at('no')),
    name: readOnly(at('name')),
    currencyCode: readOnly(currencyCode(at('currencyCode'))),
    balanceDue,
    currentAmount,
    period1Label: first.label,
    period1Amount: first.amount,
    period2Label: second.label,
    period2Amount: second.amount,
    period3Label: third.label,
    period3Amount: third.amount,
    ...agingFields,
  },
  order: ['customerNumber'],
  sources: [{ table: customer }],
  navigations: { customer: one('customers', 'customerId') },
});
