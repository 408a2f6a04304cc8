import { customer, custLedgerEntry } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, flow, readOnly, withReads, withSql } from '../field.ts';
import { visibleRows } from '../sql-scope.ts';

const at = columnsOf(customer);

/** Balance, sales and overdue amount of each customer; what was due before the work date is overdue. */
export const customerFinancialDetails = defineEntitySet({
  name: 'customerFinancialDetails',
  entity: 'customerFinancialDetail',
  caption: 'Customer',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    balance: flow(customer, 'balanceLcy'),
    totalSalesExcludingTax: withReads(
      withSql(
        at('creditLimitLcy'),
        (scope) =>
          `(SELECT coalesce(sum(e."salesLcy"), 0) FROM "${custLedgerEntry.sqlName}" e WHERE ${visibleRows(scope, custLedgerEntry, { alias: 'e', reach: 'indirect' })} AND e."customerNo" = r."no")`,
      ),
      custLedgerEntry,
    ),
    overdueAmount: flow(customer, 'balanceDueLcy', '$date < $workDate'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: customer }],
});
