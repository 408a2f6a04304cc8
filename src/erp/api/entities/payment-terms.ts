import { paymentTerms as table } from '../../tables/index.ts';
import { decimal } from '../../../kernel/money.ts';
import { calcDate, fieldProblem } from '../../business/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';
import { plain } from '../field-target.ts';
import type { FieldTarget } from '../field-target.ts';
import { recordWrites } from '../record-writes.ts';

const at = columnsOf(table);

/** A formula such as `30D` or `CM+15D`; one that is none throws. */
const dateFormula = (column: string): FieldTarget => ({
  column,
  value: (erp, given) => {
    calcDate(String(given), erp.workDate);
    return given;
  },
});

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
  writes: recordWrites({
    table,
    fields: {
      displayName: plain('description'),
      dueDateCalculation: dateFormula('dueDateCalculation'),
      discountDateCalculation: dateFormula('discountDateCalculation'),
      discountPercent: plain('discountPercent'),
      calculateDiscountOnCreditMemos: plain('calcPmtDiscOnCrMemos'),
    },
    onInsert: { code: plain('code') },
    required: ['code'],
    check: (_erp, { after }) => {
      const { discountPercent } = after;
      if (decimal(discountPercent).isNegative() || decimal(discountPercent).gt(100)) {
        throw fieldProblem({ table, record: after, field: 'discountPercent' }, 'must be between 0 and 100');
      }
    },
  }),
});
