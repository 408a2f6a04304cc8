import {
  companyInformation,
  countryRegion,
  currency,
  customer,
  customerPostingGroup,
  customerTempl,
  defaultDimensionPriority,
  dimension,
  dimensionValue,
  generalLedgerSetup,
  generalPostingSetup,
  genProductPostingGroup,
  inventoryPostingGroup,
  inventoryPostingSetup,
  item,
  itemCategory,
  itemTempl,
  location,
  paymentMethod,
  paymentTerms,
  purchasesPayablesSetup,
  salesReceivablesSetup,
  salespersonPurchaser,
  shipmentMethod,
  territory,
  unitOfMeasure,
  vatPostingSetup,
  vatProductPostingGroup,
  vendor,
  vendorPostingGroup,
  vendorTempl,
} from '../tables/index.ts';
import { regions } from './data/places.ts';
import { accounts, seedChartOfAccounts } from './seed-accounts.ts';
import { seedJournalSetup } from './seed-journals.ts';
import { numberSeries, seedNumberSeries } from './seed-number-series.ts';
import type { World } from './world.ts';

/** The purchasing and sales people named on documents. */
export const people = [
  ['TF', 'Tom Fielding'],
  ['SD', 'Siobhan Dunne'],
  ['RK', 'Ruairi Keogh'],
  ['BO', 'Ben Okafor'],
] as const;

const categories = {
  FURNITURE: 'Furniture',
  TOOLS: 'Tools',
  SAFETY: 'Safety',
  PACKAGING: 'Packaging',
  ELECTRICAL: 'Electrical',
  PAPER: 'Paper and office',
  CLEANING: 'Cleaning',
  FIXINGS: 'Fixings',
};

const terms = [
  ['COD', 'Cash on delivery', '0D'],
  ['14D', 'Net 14 days', '14D'],
  ['30D', 'Net 30 days', '30D'],
  ['45D', 'Net 45 days', '45D'],
  ['CM', 'Current month', 'CM'],
] as const;

const seedCompanyInformation = (world: World): void => {
  const { plan } = world;
  world
    .on(world.start)
    .records.of(companyInformation)
    .insert({
      primaryKey: '',
      name: plan.name,
      address: '14 Ballymount Avenue',
      city: plan.city,
      countryRegionCode: 'IE',
      postCode: 'D12 V6K9',
      phoneNo: '+353 1 555 0140',
      email: `office@${plan.name.toLowerCase().replace(/[^a-z]+/g, '')}.example`,
      vatRegistrationNo: 'IE6388047V',
      bankName: 'Bank of Leinster',
      iban: 'IE29AIBK93115212345678',
    });
};

const seedPosting = (world: World): void => {
  const { records } = world.on(world.start);
  for (const [code, description, vat] of [
    ['RETAIL', 'Goods for resale', 'VAT23'],
    ['SERVICES', 'Services', 'VAT23'],
  ] as const) {
    records.of(genProductPostingGroup).insert({ code, description, defVatProdPostingGroup: vat });
    for (const business of ['', 'DOMESTIC', 'EU']) {
      const isExport = business === 'EU';
      records.of(generalPostingSetup).insert({
        genBusPostingGroup: business,
        genProdPostingGroup: code,
        salesAccount: isExport ? accounts.salesEu : accounts.sales,
        salesCreditMemoAccount: isExport ? accounts.salesEu : accounts.sales,
        purchAccount: isExport ? accounts.purchasesEu : accounts.purchases,
        purchCreditMemoAccount: isExport ? accounts.purchasesEu : accounts.purchases,
        cogsAccount: accounts.costOfGoods,
        inventoryAdjmtAccount: accounts.inventoryAdjustment,
        directCostAppliedAccount: accounts.directCostApplied,
      });
    }
  }
  for (const [code, description, rate] of [
    ['VAT23', 'Standard rate', '23'],
    ['VAT13', 'Reduced rate', '13.5'],
    ['VAT0', 'Zero rate', '0'],
  ] as const) {
    records.of(vatProductPostingGroup).insert({ code, description });
    for (const business of ['DOMESTIC', 'EU']) {
      records.of(vatPostingSetup).insert({
        vatBusPostingGroup: business,
        vatProdPostingGroup: code,
        vatIdentifier: code,
        vatPercent: business === 'EU' ? '0' : rate,
        salesVatAccount: accounts.salesVat,
        purchaseVatAccount: accounts.purchaseVat,
      });
    }
  }
  records.of(customerPostingGroup).insert({ code: 'DOMESTIC', description: 'Customers', receivablesAccount: accounts.receivables });
  records.of(vendorPostingGroup).insert({ code: 'DOMESTIC', description: 'Vendors', payablesAccount: accounts.payables });
  records.of(vendorPostingGroup).insert({ code: 'EU', description: 'Vendors in the EU', payablesAccount: accounts.payablesEu });
  records.of(inventoryPostingGroup).insert({ code: 'RESALE', description: 'Goods for resale' });
  for (const place of ['', 'MAIN'])
    records.of(inventoryPostingSetup).insert({ locationCode: place, invtPostingGroupCode: 'RESALE', inventoryAccount: accounts.inventory });
};

const seedCodes = (world: World): void => {
  const { records } = world.on(world.start);
  for (const [code, description, dueDateCalculation] of terms) records.of(paymentTerms).insert({ code, description, dueDateCalculation });
  records.of(paymentMethod).insert({ code: 'BANK', description: 'Bank transfer', balAccountType: 'G/L Account', balAccountNo: accounts.bank });
  records.of(shipmentMethod).insert({ code: 'DAP', description: 'Delivered at place' });
  records.of(shipmentMethod).insert({ code: 'EXW', description: 'Ex works' });
  records.of(currency).insert({ code: 'EUR', description: 'Euro', symbol: '€', amountRoundingPrecision: '0.01' });
  for (const [code, name] of [
    ['IE', 'Ireland'],
    ['DE', 'Germany'],
    ['NL', 'Netherlands'],
    ['FR', 'France'],
    ['DK', 'Denmark'],
    ['ES', 'Spain'],
  ] as const) {
    records.of(countryRegion).insert({ code, name, euCountryRegionCode: code });
  }
  for (const [code, description] of [
    ['PCS', 'Piece'],
    ['BOX', 'Box'],
    ['PACK', 'Pack'],
    ['ROLL', 'Roll'],
  ] as const)
    records.of(unitOfMeasure).insert({ code, description });
  for (const [code, description] of Object.entries(categories)) records.of(itemCategory).insert({ code, description });
  for (const [code, name] of people) records.of(salespersonPurchaser).insert({ code, name });
  records.of(location).insert({ code: 'MAIN', name: 'Main warehouse', city: world.plan.city, countryRegionCode: 'IE' });
};

const seedDimensions = (world: World): void => {
  const { records } = world.on(world.start);
  records.of(dimension).insert({ code: 'AREA', name: 'Area', codeCaption: 'Area Code' });
  records.of(dimension).insert({ code: 'DEPARTMENT', name: 'Department', codeCaption: 'Department Code' });
  const title = (text: string): string => text[0] + text.slice(1).toLowerCase();
  let id = 0;
  for (const code of regions) {
    records.of(territory).insert({ code, name: title(code) });
    records.of(dimensionValue).insert({ dimensionCode: 'AREA', code, name: title(code), dimensionValueId: ++id, globalDimensionNo: 1 });
  }
  for (const [code, name] of [
    ['SALES', 'Sales'],
    ['PURCH', 'Purchasing'],
    ['ADM', 'Administration'],
  ] as const) {
    records.of(dimensionValue).insert({ dimensionCode: 'DEPARTMENT', code, name, dimensionValueId: ++id, globalDimensionNo: 2 });
  }
};

/** What new customers, vendors and items start with. */
const seedTemplates = (world: World): void => {
  const { records } = world.on(world.start);
  const party = {
    code: 'DOMESTIC',
    genBusPostingGroup: 'DOMESTIC',
    vatBusPostingGroup: 'DOMESTIC',
    paymentTermsCode: '30D',
    paymentMethodCode: 'BANK',
    shipmentMethodCode: 'DAP',
    locationCode: 'MAIN',
  };
  records.of(customerTempl).insert({ ...party, description: 'Customers in Ireland', noSeries: 'CUST', customerPostingGroup: 'DOMESTIC' });
  records.of(vendorTempl).insert({ ...party, description: 'Vendors in Ireland', noSeries: 'VEND', vendorPostingGroup: 'DOMESTIC' });
  records.of(itemTempl).insert({
    code: 'RETAIL',
    description: 'Goods for resale',
    noSeries: 'ITEM',
    baseUnitOfMeasure: 'PCS',
    costingMethod: 'Average',
    genProdPostingGroup: 'RETAIL',
    vatProdPostingGroup: 'VAT23',
    inventoryPostingGroup: 'RESALE',
  });
};

/** On a line the customer's or vendor's dimensions come before the item's. */
const seedPriorities = (world: World): void => {
  const priorities = world.on(world.start).records.of(defaultDimensionPriority);
  for (const [sourceCode, party] of [
    ['SALES', customer],
    ['PURCHASES', vendor],
  ] as const) {
    priorities.insert({ sourceCode, tableId: party.id, priority: 1 });
    priorities.insert({ sourceCode, tableId: item.id, priority: 2 });
  }
};

/** Makes a company's setup: accounts, posting groups, number series, codes, dimensions. */
export const seedSetup = (world: World): void => {
  const { records } = world.on(world.start);
  seedChartOfAccounts(world);
  seedNumberSeries(world);
  const { sales, purchases } = numberSeries;
  records
    .of(generalLedgerSetup)
    .insert({ primaryKey: '', lcyCode: 'EUR', globalDimension1Code: 'AREA', globalDimension2Code: 'DEPARTMENT', bankAccountNo: accounts.bank });
  records.of(salesReceivablesSetup).insert({ primaryKey: '', ...sales, creditWarnings: 'Both Warnings', stockoutWarning: true });
  records.of(purchasesPayablesSetup).insert({ primaryKey: '', ...purchases, extDocNoMandatory: true });
  seedCompanyInformation(world);
  seedPosting(world);
  seedCodes(world);
  seedDimensions(world);
  seedPriorities(world);
  seedTemplates(world);
  seedJournalSetup(world);
};
