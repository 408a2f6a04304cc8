import { code, flag, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** The chart of accounts. Net change and balance are sums over G/L Entry, see flow-fields.ts. */
export const glAccount = defineTable({
  id: 15,
  name: 'G/L Account',
  key: ['no'],
  columns: {
    no: code('No.', 20),
    name: text('Name', 100),
    accountType: option('Account Type', ['Posting', 'Heading', 'Total', 'Begin-Total', 'End-Total']),
    accountCategory: option('Account Category', [' ', 'Assets', 'Liabilities', 'Equity', 'Income', 'Cost of Goods Sold', 'Expense']),
    accountSubcategoryDescript: text('Account Subcategory Descript.', 80),
    incomeBalance: option('Income/Balance', ['Income Statement', 'Balance Sheet']),
    debitCredit: option('Debit/Credit', ['Both', 'Debit', 'Credit']),
    directPosting: flag('Direct Posting'),
    blocked: flag('Blocked'),
    totaling: text('Totaling', 250),
    indentation: integer('Indentation'),
    genProdPostingGroup: code('Gen. Prod. Posting Group', 20),
    vatProdPostingGroup: code('VAT Prod. Posting Group', 20),
  },
});
