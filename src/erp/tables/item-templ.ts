import { code, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** What new items start with; one that comes over the API takes the first. */
export const itemTempl = defineTable({
  id: 1382,
  name: 'Item Templ.',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    noSeries: code('No. Series', 20),
    baseUnitOfMeasure: code('Base Unit of Measure', 10),
    costingMethod: option('Costing Method', ['FIFO', 'LIFO', 'Specific', 'Average', 'Standard']),
    genProdPostingGroup: code('Gen. Prod. Posting Group', 20),
    vatProdPostingGroup: code('VAT Prod. Posting Group', 20),
    inventoryPostingGroup: code('Inventory Posting Group', 20),
  },
});
