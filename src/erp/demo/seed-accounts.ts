import { glAccount } from '../tables/index.ts';
import type { World } from './world.ts';

/** G/L accounts that setup records and the demo's own postings name. */
export const accounts = {
  inventory: '2110',
  receivables: '2310',
  bank: '2920',
  payables: '5410',
  payablesEu: '5420',
  salesVat: '5610',
  purchaseVat: '5630',
  capital: '3110',
  sales: '6110',
  salesEu: '6120',
  purchases: '7110',
  purchasesEu: '7120',
  inventoryAdjustment: '7170',
  costOfGoods: '7190',
  directCostApplied: '7291',
  rent: '8110',
  energy: '8120',
  freight: '8450',
  computing: '8510',
  wages: '8710',
} as const;

type Row = readonly [
  no: string,
  name: string,
  category: 'Assets' | 'Liabilities' | 'Equity' | 'Income' | 'Cost of Goods Sold' | 'Expense',
  isDirect: boolean,
];

const rows: readonly Row[] = [
  [accounts.inventory, 'Resale Items', 'Assets', false],
  [accounts.receivables, 'Customers', 'Assets', false],
  [accounts.bank, 'Bank, EUR', 'Assets', true],
  [accounts.capital, 'Capital Stock', 'Equity', true],
  [accounts.payables, 'Vendors, Domestic', 'Liabilities', false],
  [accounts.payablesEu, 'Vendors, EU', 'Liabilities', false],
  [accounts.salesVat, 'Sales VAT', 'Liabilities', false],
  [accounts.purchaseVat, 'Purchase VAT', 'Liabilities', false],
  [accounts.sales, 'Sales, Domestic', 'Income', true],
  [accounts.salesEu, 'Sales, EU', 'Income', true],
  [accounts.purchases, 'Purchases, Domestic', 'Cost of Goods Sold', true],
  [accounts.purchasesEu, 'Purchases, EU', 'Cost of Goods Sold', true],
  [accounts.inventoryAdjustment, 'Inventory Adjustment', 'Cost of Goods Sold', true],
  [accounts.costOfGoods, 'Cost of Goods Sold', 'Cost of Goods Sold', true],
  [accounts.directCostApplied, 'Direct Cost Applied', 'Cost of Goods Sold', true],
  [accounts.rent, 'Rent', 'Expense', true],
  [accounts.energy, 'Electricity and Heating', 'Expense', true],
  [accounts.freight, 'Delivery Expenses', 'Expense', true],
  [accounts.computing, 'Software and Computing', 'Expense', true],
  [accounts.wages, 'Wages', 'Expense', true],
];

const headings: readonly (readonly [no: string, name: string, totaling: string])[] = [
  ['1000', 'BALANCE SHEET', ''],
  ['2999', 'Total Assets', '1000..2999'],
  ['5999', 'Total Liabilities and Equity', '3000..5999'],
  ['6000', 'INCOME STATEMENT', ''],
  ['6999', 'Total Income', '6000..6999'],
  ['7999', 'Total Cost', '7000..7999'],
  ['8999', 'Total Operating Expenses', '8000..8999'],
];

/** Makes the chart of accounts. */
export const seedChartOfAccounts = (world: World): void => {
  const table = world.on(world.start).records.of(glAccount);
  for (const [no, name, totaling] of headings) {
    table.insert({
      no,
      name,
      accountType: totaling === '' ? 'Heading' : 'Total',
      totaling,
      incomeBalance: no < '6000' ? 'Balance Sheet' : 'Income Statement',
    });
  }
  for (const [no, name, accountCategory, directPosting] of rows) {
    const isService = accountCategory === 'Expense';
    table.insert({
      no,
      name,
      accountType: 'Posting',
      accountCategory,
      accountSubcategoryDescript: name,
      incomeBalance: no < '6000' ? 'Balance Sheet' : 'Income Statement',
      directPosting,
      indentation: 1,
      ...(isService ? { genProdPostingGroup: 'SERVICES', vatProdPostingGroup: 'VAT23' } : {}),
    });
  }
};
