import { vendor, vendorRestriction } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { blank, columnsOf, readOnly, withReads, withSql } from '../field.ts';
import type { Field } from '../field.ts';
import { visibleRows } from '../sql-scope.ts';
import type { SqlScope } from '../sql-scope.ts';

const at = columnsOf(vendor);
const restriction = columnsOf(vendorRestriction);

const inForce = (scope: SqlScope): string =>
  `FROM "${vendorRestriction.sqlName}" x WHERE ${visibleRows(scope, vendorRestriction, { alias: 'x', reach: 'indirect' })} AND x."vendorNo" = r."no" ` +
  `AND x."startingDate" <= '${scope.workDate}' AND (x."endingDate" = '' OR x."endingDate" >= '${scope.workDate}')`;

/** A column of the restriction in force; of several, the one that began last. */
const ofRestriction = (field: Field, column: string): Field =>
  withReads(
    withSql(
      field,
      (scope) => `coalesce((SELECT x."${column}" ${inForce(scope)} ORDER BY x."startingDate" DESC LIMIT 1), '${field.members?.[0] ?? ''}')`,
    ),
    vendorRestriction,
  );

/** Whether each vendor may be used without a second thought on a day (the work date, or `asOfDate`), and if not, why and until when. */
export const vendorStatus = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'vendorStatus',
  entity: 'vendorStatus',
  caption: 'Vendor',
  fields: {
    id: readOnly(at('systemId')),
    vendorNumber: readOnly(at('no')),
    vendorName: readOnly(at('name')),
    blocked: readOnly(at('blocked')),
    restricted: withReads(
      withSql(blank('Edm.Boolean'), (scope) => `EXISTS (SELECT 1 ${inForce(scope)})`),
      vendorRestriction,
    ),
    reason: ofRestriction(restriction('reason'), 'reason'),
    description: ofRestriction(restriction('description'), 'description'),
    restrictedFrom: ofRestriction(restriction('startingDate'), 'startingDate'),
    restrictedUntil: ofRestriction(restriction('endingDate'), 'endingDate'),
    asOfDate: withSql(blank('Edm.Date'), ({ workDate }) => `'${workDate}'`),
  },
  asOf: 'asOfDate',
  order: ['vendorNumber'],
  sources: [{ table: vendor }],
  navigations: { vendor: one('vendors', 'id') },
});
