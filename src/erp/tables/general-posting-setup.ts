import { code } from './column.ts';
import { defineTable } from './table.ts';

/** Which G/L accounts sales, purchases and cost of goods sold go to. */
export const generalPostingSetup = defineTable({
  id: 252,
  name: 'General Posting Setup',
  key: ['genBusPostingGroup', 'genProdPostingGroup'],
  columns: {
    genBusPostingGroup: code('Gen. Bus. Posting Group', 20),
    genProdPostingGroup: code('Gen. Prod. Posting Group', 20),
    salesAccount: code('Sales Account', 20),
    salesCreditMemoAccount: code('Sales Credit Memo Account', 20),
    purchAccount: code('Purch. Account', 20),
    purchCreditMemoAccount: code('Purch. Credit Memo Account', 20),
    cogsAccount: code('COGS Account', 20),
    inventoryAdjmtAccount: code('Inventory Adjmt. Account', 20),
    directCostAppliedAccount: code('Direct Cost Applied Account', 20),
  },
});
