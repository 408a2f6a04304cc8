import { code, quantity, text } from './column.ts';
import { defineTable } from './table.ts';

/** The VAT rate and accounts of a business and product group. */
export const vatPostingSetup = defineTable({
  id: 325,
  name: 'VAT Posting Setup',
  key: ['vatBusPostingGroup', 'vatProdPostingGroup'],
  columns: {
    vatBusPostingGroup: code('VAT Bus. Posting Group', 20),
    vatProdPostingGroup: code('VAT Prod. Posting Group', 20),
    description: text('Description', 100),
    vatIdentifier: code('VAT Identifier', 20),
    vatPercent: quantity('VAT %'),
    salesVatAccount: code('Sales VAT Account', 20),
    purchaseVatAccount: code('Purchase VAT Account', 20),
  },
});
