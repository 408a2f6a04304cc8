import { item, salesHeader, salesLine } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { blank, columnsOf, flow, readOnly, withReads, withSql } from '../field.ts';
import type { Field } from '../field.ts';
import { visibleRows } from '../sql-scope.ts';

const at = columnsOf(item);

const untilThen = '$date <= $workDate';
const onHand = flow(item, 'inventory', untilThen);
const onPurchaseOrders = flow(item, 'qtyOnPurchOrder', untilThen);
const onSalesOrders = flow(item, 'qtyOnSalesOrder', untilThen);

/** Outstanding on sales orders that were released: promised to customers, so not to be promised again. */
const reserved: Field = withReads(
  withSql(onSalesOrders, (scope) => {
    const line = visibleRows(scope, salesLine, { alias: 'f', reach: 'indirect' });
    const order = visibleRows(scope, salesHeader, { alias: 'h', reach: 'indirect' });
    const released = `SELECT 1 FROM "${salesHeader.sqlName}" h WHERE ${order} AND h."documentType" = f."documentType" AND h."no" = f."documentNo" AND h."status" = 'Released'`;
    return `(SELECT coalesce(sum(f."outstandingQuantity"), 0) FROM "${salesLine.sqlName}" f WHERE ${line} AND f."no" = r."no" AND f."documentType" = 'Order' AND f."type" = 'Item' AND f."shipmentDate" <= '${scope.workDate}' AND EXISTS (${released}))`;
  }),
  salesLine,
  salesHeader,
);

/**
 * What of each inventory item there is and will be on a day: the work date, or the one chosen with
 * `$filter=asOfDate eq …`. Entries posted and order lines due up to that day count, lines without a date always.
 * `projectedAvailableBalance` is Business Central's: on hand, plus what comes in, less what is ordered.
 */
export const itemAvailability = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'itemAvailability',
  entity: 'itemAvailability',
  caption: 'Item',
  fields: {
    id: readOnly(at('systemId')),
    itemNumber: readOnly(at('no')),
    itemDescription: readOnly(at('description')),
    baseUnitOfMeasureCode: readOnly(at('baseUnitOfMeasure')),
    blocked: readOnly(at('blocked')),
    onHand,
    reserved,
    onPurchaseOrders,
    onSalesOrders,
    projectedAvailableBalance: withReads(
      withSql(onHand, (scope) => `(${onHand.sql(scope)} + ${onPurchaseOrders.sql(scope)} - ${onSalesOrders.sql(scope)})`),
      ...onHand.reads,
      ...onPurchaseOrders.reads,
      ...onSalesOrders.reads,
    ),
    asOfDate: withSql(blank('Edm.Date'), ({ workDate }) => `'${workDate}'`),
  },
  asOf: 'asOfDate',
  order: ['itemNumber'],
  sources: [{ table: item, condition: () => `r."type" = 'Inventory'` }],
  navigations: { item: one('items', 'id') },
});
