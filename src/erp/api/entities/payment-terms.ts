import { paymentTerms as table } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(table);

/** Payment terms (table 3). */
export const paymentTerms = defineEntitySet({
  name: 'paymentTerms',
  entity: 'paymentTerm',
  caption: 'Payment Terms',
  fields: {
    id: readOnly(at('systemId')),
    code: at('code'),
    displayName: at('description'),
    dueDateCalculation: at('dueDateCalculation'),
    discountDateCalculation: at('discountDateCalculation'),
    discountPercent: at('discountPercent'),
    calculateDiscountOnCreditMemos: at('calcPmtDiscOnCrMemos'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['code'],
  sources: [{ table }],
});
