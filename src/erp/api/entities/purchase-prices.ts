import { item, purchasePrice, vendor } from '../../tables/index.ts';
import { AppError } from '../../../kernel/errors.ts';
import type { ErpContext } from '../../business/index.ts';
import type { RowOf, ValuesOf } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { columnsOf, readOnly } from '../field.ts';
import type { Body } from '../write-context.ts';

const at = columnsOf(purchasePrice);

type Values = Partial<ValuesOf<typeof purchasePrice>>;

const columns = {
  vendorNumber: 'vendorNo',
  itemNumber: 'itemNo',
  startingDate: 'startingDate',
  endingDate: 'endingDate',
  minimumQuantity: 'minimumQuantity',
  directUnitCost: 'directUnitCost',
  currencyCode: 'currencyCode',
} as const satisfies Record<string, keyof ValuesOf<typeof purchasePrice>>;

const valuesFrom = (body: Body): Values =>
  Object.fromEntries(Object.entries(columns).flatMap(([name, column]) => (name in body.values ? [[column, body.values[name]]] : [])));

const refuse = (field: string, message: string): AppError => new AppError('unprocessable', message, { fields: [{ field, message }] });

const check = (erp: ErpContext, values: Values): void => {
  if (!erp.records.of(vendor).get(values.vendorNo ?? ''))
    throw refuse('Vendor No.', `The Vendor does not exist. Identification fields and values: No.='${values.vendorNo ?? ''}'`);
  if (!erp.records.of(item).get(values.itemNo ?? ''))
    throw refuse('Item No.', `The Item does not exist. Identification fields and values: No.='${values.itemNo ?? ''}'`);
  for (const [caption, number] of [
    ['Direct Unit Cost', values.directUnitCost],
    ['Minimum Quantity', values.minimumQuantity],
  ] as const) {
    if (number?.startsWith('-') === true) throw refuse(caption, `${caption} must not be negative in Purchase Price.`);
  }
  const { startingDate = '', endingDate = '' } = values;
  if (endingDate !== '' && endingDate < startingDate) {
    throw refuse('Ending Date', `Ending Date ${endingDate} must not be before Starting Date ${startingDate} in Purchase Price.`);
  }
};

const required = (erp: ErpContext, systemId: string): RowOf<typeof purchasePrice> => {
  const record = erp.records.of(purchasePrice).bySystemId(systemId);
  if (record === undefined) throw new AppError('not_found', 'The Purchase Price does not exist.');
  return record;
};

/** Agreed purchase prices (table 7012) by vendor, item, date and quantity. What identifies a price cannot be changed afterwards. */
export const purchasePrices = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'purchasePrices',
  entity: 'purchasePrice',
  caption: 'Purchase Price',
  fields: {
    id: readOnly(at('systemId')),
    vendorNumber: at('vendorNo'),
    itemNumber: at('itemNo'),
    startingDate: at('startingDate'),
    endingDate: at('endingDate'),
    minimumQuantity: at('minimumQuantity'),
    directUnitCost: at('directUnitCost'),
    currencyCode: currencyCode(at('currencyCode')),
  },
  order: ['vendorNumber', 'itemNumber', 'startingDate', 'minimumQuantity', 'id'],
  sources: [{ table: purchasePrice }],
  writes: {
    table: purchasePrice,
    accepts: ['endingDate', 'directUnitCost'],
    acceptsOnInsert: ['vendorNumber', 'itemNumber', 'startingDate', 'minimumQuantity', 'currencyCode'],
    insert: (erp, body) => {
      const values = valuesFrom(body);
      check(erp, values);
      return erp.records.of(purchasePrice).insert(values).systemId;
    },
    modify: (erp, systemId, body) => {
      const record = required(erp, systemId);
      const changes = valuesFrom(body);
      check(erp, { ...record, ...changes });
      erp.records.of(purchasePrice).update(record, changes);
    },
    remove: (erp, systemId) => erp.records.of(purchasePrice).delete(required(erp, systemId)),
  },
});
