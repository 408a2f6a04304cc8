import { z } from 'zod';
import { money } from '../../../kernel/money.ts';
import { listLimit, recordNumber, searchText } from '../argument-schemas.ts';
import { findBySearch } from '../find-by-search.ts';
import { counted, plainDecimal } from '../format-amount.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { decimalOf, flagOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';

const args = z.strictObject({
  itemNumber: recordNumber('Number of one item.').optional(),
  search: searchText('Part of the item’s name, or the beginning of the number.').optional(),
  limit: listLimit,
});

const itemFields = ['id', 'number', 'displayName', 'inventory', 'unitPrice', 'unitCost', 'baseUnitOfMeasureCode', 'blocked'];

const present = (item: ErpRecord) => ({
  number: textOf(item, 'number'),
  displayName: textOf(item, 'displayName'),
  inventory: plainDecimal(decimalOf(item, 'inventory')),
  unitPrice: money(decimalOf(item, 'unitPrice')),
  unitCost: plainDecimal(decimalOf(item, 'unitCost'), 2),
  baseUnitOfMeasureCode: textOf(item, 'baseUnitOfMeasureCode'),
  blocked: flagOf(item, 'blocked'),
});

/** Item cards with stock and prices. */
export const readItems = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'read_items',
  title: 'Read items',
  description: 'Item cards with stock on hand, sales price, cost and unit. One item by number, some by name, or all.',
  args,
  subject: ({ itemNumber, search }) => {
    if (itemNumber !== undefined) return `item ${itemNumber}`;
    return search === undefined ? 'items' : 'items by name';
  },
  read: async ({ itemNumber, search, limit }, erp) => {
    const found = await findBySearch(erp, 'items', {
      numberField: 'number',
      nameField: 'displayName',
      number: itemNumber,
      search,
      query: { select: itemFields, orderBy: 'number' },
    });
    const data = { items: found.slice(0, limit).map(present), summary: { count: found.length } };
    return { data, line: counted(found.length, 'item') };
  },
});
