import { genProductPostingGroup, inventoryPostingGroup, item, itemCategory, unitOfMeasure, vatProductPostingGroup } from '../../tables/index.ts';
import { defineEntitySet, many } from '../entity-set.ts';
import { columnsOf, flow, readOnly, related } from '../field.ts';
import { itemWrites } from '../write-item.ts';

const at = columnsOf(item);

/** Items (table 27); `inventory` is what is on hand in all locations. */
export const items = defineEntitySet({
  name: 'items',
  entity: 'item',
  caption: 'Item',
  fields: {
    id: readOnly(at('systemId')),
    number: at('no'),
    displayName: at('description'),
    displayName2: at('description2'),
    type: at('type'),
    itemCategoryId: related(itemCategory, 'systemId', { code: 'itemCategoryCode' }),
    itemCategoryCode: at('itemCategoryCode'),
    blocked: at('blocked'),
    gtin: at('gtin'),
    inventory: flow(item, 'inventory'),
    unitPrice: at('unitPrice'),
    priceIncludesTax: at('priceIncludesVat'),
    unitCost: at('unitCost'),
    taxGroupId: related(vatProductPostingGroup, 'systemId', { code: 'vatProdPostingGroup' }),
    taxGroupCode: at('vatProdPostingGroup'),
    baseUnitOfMeasureId: related(unitOfMeasure, 'systemId', { code: 'baseUnitOfMeasure' }),
    baseUnitOfMeasureCode: at('baseUnitOfMeasure'),
    generalProductPostingGroupId: related(genProductPostingGroup, 'systemId', { code: 'genProdPostingGroup' }),
    generalProductPostingGroupCode: at('genProdPostingGroup'),
    inventoryPostingGroupId: related(inventoryPostingGroup, 'systemId', { code: 'inventoryPostingGroup' }),
    inventoryPostingGroupCode: at('inventoryPostingGroup'),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: item }],
  navigations: { defaultDimensions: many('defaultDimensions', 'parentId') },
  writes: itemWrites,
});
