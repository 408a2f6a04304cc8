import { AppError } from '../../../kernel/errors.ts';
import { addPurchasePrice, changePurchasePrice } from '../../business/index.ts';
import type { ErpContext } from '../../business/index.ts';
import { purchasePrice } from '../../tables/index.ts';
import type { RowOf } from '../../tables/index.ts';
import { columnValues } from '../column-values.ts';
import { currencyCode } from '../currency-code.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly } from '../field.ts';

const at = columnsOf(purchasePrice);

const changeable = { endingDate: 'endingDate', directUnitCost: 'directUnitCost' } as const;

const identifying = {
  vendorNumber: 'vendorNo',
  itemNumber: 'itemNo',
  startingDate: 'startingDate',
  minimumQuantity: 'minimumQuantity',
  currencyCode: 'currencyCode',
} as const;

/** What a new price has where the request says nothing. */
const initial = { vendorNo: '', itemNo: '', startingDate: '', endingDate: '', minimumQuantity: '0', directUnitCost: '0', currencyCode: '' };

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
    accepts: Object.keys(changeable),
    acceptsOnInsert: Object.keys(identifying),
    insert: (erp, body) => addPurchasePrice(erp, { ...initial, ...columnValues<string>({ ...identifying, ...changeable }, body.values) }).systemId,
    modify: (erp, systemId, body) => changePurchasePrice(erp, required(erp, systemId), columnValues(changeable, body.values)),
    remove: (erp, systemId) => erp.records.of(purchasePrice).delete(required(erp, systemId)),
  },
});
