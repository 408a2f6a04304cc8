import { date, flag, integer, text } from './column.ts';
import { defineTable } from './table.ts';

/** The companies of the tenant. `companyNo` is the whole number in every other table's company column. */
export const company = defineTable({
  id: 2000000006,
  name: 'Company',
  key: ['name'],
  perCompany: false,
  columns: {
    name: text('Name', 30),
    displayName: text('Display Name', 250),
    companyNo: integer('Company No.'),
    evaluationCompany: flag('Evaluation Company'),
    /** The date users of this company work on; blank means today. */
    workDate: date('Work Date'),
    businessProfileId: text('Business Profile Id', 30),
  },
});
