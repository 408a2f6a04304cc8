import { newFromTemplate, releaseCustomer } from '../business/index.ts';
import { customer, customerTempl, salespersonPurchaser, shipmentMethod } from '../tables/index.ts';
import { codeOf, idOf, plain } from './field-target.ts';
import { defaultDimensions } from './entities/default-dimensions.ts';
import { insertInto, recordWrites } from './record-writes.ts';
import { mandatoryName, partyTargets } from './write-party.ts';

/** How customers are written: a new one starts from the template, and one with ledger entries or documents stays. */
export const customerWrites = recordWrites({
  table: customer,
  fields: {
    ...partyTargets(customer),
    type: plain('contactType'),
    salespersonCode: codeOf(salespersonPurchaser, 'salespersonCode', customer),
    creditLimit: plain('creditLimitLcy'),
    shipmentMethodId: idOf(shipmentMethod, 'shipmentMethodCode'),
  },
  onInsert: { number: plain('no') },
  mandatory: mandatoryName,
  complete: (erp, given) => newFromTemplate(erp, customerTempl, given),
  parts: { defaultDimensions: insertInto(defaultDimensions, 'parentId') },
  release: releaseCustomer,
});
