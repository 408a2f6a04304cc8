import { checkItem, newFromTemplate, releaseItem } from '../business/index.ts';
import {
  genProductPostingGroup,
  inventoryPostingGroup,
  item,
  itemCategory,
  itemTempl,
  unitOfMeasure,
  vatProductPostingGroup,
} from '../tables/index.ts';
import { codeOf, idOf, plain } from './field-target.ts';
import { defaultDimensions } from './entities/default-dimensions.ts';
import { insertInto, recordWrites } from './record-writes.ts';

/** How items are written: a new one starts from the template, and one with entries or documents stays. */
export const itemWrites = recordWrites({
  table: item,
  fields: {
    displayName: plain('description'),
    displayName2: plain('description2'),
    type: plain('type'),
    itemCategoryId: idOf(itemCategory, 'itemCategoryCode'),
    itemCategoryCode: codeOf(itemCategory, 'itemCategoryCode', item),
    blocked: plain('blocked'),
    gtin: plain('gtin'),
    unitPrice: plain('unitPrice'),
    priceIncludesTax: plain('priceIncludesVat'),
    unitCost: plain('unitCost'),
    taxGroupId: idOf(vatProductPostingGroup, 'vatProdPostingGroup'),
    taxGroupCode: codeOf(vatProductPostingGroup, 'vatProdPostingGroup', item),
    baseUnitOfMeasureId: idOf(unitOfMeasure, 'baseUnitOfMeasure'),
    baseUnitOfMeasureCode: codeOf(unitOfMeasure, 'baseUnitOfMeasure', item),
    generalProductPostingGroupId: idOf(genProductPostingGroup, 'genProdPostingGroup'),
    generalProductPostingGroupCode: codeOf(genProductPostingGroup, 'genProdPostingGroup', item),
    inventoryPostingGroupId: idOf(inventoryPostingGroup, 'inventoryPostingGroup'),
    inventoryPostingGroupCode: codeOf(inventoryPostingGroup, 'inventoryPostingGroup', item),
  },
  onInsert: { number: plain('no') },
  complete: (erp, given) => newFromTemplate(erp, itemTempl, given),
  check: checkItem,
  parts: { defaultDimensions: insertInto(defaultDimensions, 'parentId') },
  release: releaseItem,
});
