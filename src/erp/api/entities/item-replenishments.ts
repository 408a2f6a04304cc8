import { item, vendor } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import { blank, columnsOf, flow, readOnly, visibleRelated, withReads, withSql } from '../field.ts';
import type { SqlScope } from '../sql-scope.ts';

const at = columnsOf(item);

const vendorsLeadTime = visibleRelated(vendor, 'leadTimeCalculation', { no: 'vendorNo' });

/** Days of a date formula of one term: `10D`, `2W`, `1M` (30 days), `1Y` (365 days). */
const days = (scope: SqlScope): string => {
  const formula = `coalesce(nullif(r."leadTimeCalculation", ''), ${vendorsLeadTime.sql(scope)})`;
  return `(CAST(${formula} AS INTEGER) * CASE substr(${formula}, -1) WHEN 'W' THEN 7 WHEN 'M' THEN 30 WHEN 'Y' THEN 365 ELSE 1 END)`;
};

/** What a planner needs about each item: reorder point, stock, what is on order, and who supplies it. */
export const itemReplenishments = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'itemReplenishments',
  entity: 'itemReplenishment',
  caption: 'Item',
  fields: {
    id: readOnly(at('systemId')),
    itemNumber: readOnly(at('no')),
    itemDescription: readOnly(at('description')),
    reorderPoint: readOnly(at('reorderPoint')),
    reorderQuantity: readOnly(at('reorderQuantity')),
    inventory: flow(item, 'inventory'),
    quantityOnPurchaseOrder: flow(item, 'qtyOnPurchOrder'),
    vendorNumber: readOnly(at('vendorNo')),
    vendorName: visibleRelated(vendor, 'name', { no: 'vendorNo' }),
    leadTimeDays: withReads(withSql(blank('Edm.Int32'), days), vendor),
  },
  order: ['itemNumber'],
  sources: [{ table: item, condition: () => `r."type" = 'Inventory'` }],
  navigations: { item: one('items', 'id') },
});
