import { code } from './column.ts';
import { defineTable } from './table.ts';

/** The inventory account of a location and group. */
export const inventoryPostingSetup = defineTable({
  id: 5813,
  name: 'Inventory Posting Setup',
  key: ['locationCode', 'invtPostingGroupCode'],
  columns: {
    locationCode: code('Location Code', 10),
    invtPostingGroupCode: code('Invt. Posting Group Code', 20),
    inventoryAccount: code('Inventory Account', 20),
  },
});
