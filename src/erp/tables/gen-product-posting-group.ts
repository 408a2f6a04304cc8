import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Product posting groups. */
export const genProductPostingGroup = defineTable({
  id: 251,
  name: 'Gen. Product Posting Group',
  key: ['code'],
  columns: {
    code: code('Code', 20),
    description: text('Description', 100),
    defVatProdPostingGroup: code('Def. VAT Prod. Posting Group', 20),
  },
});
