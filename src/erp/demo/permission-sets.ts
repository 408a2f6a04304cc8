import {
  approvalCommentLine,
  approvalEntry,
  commentLine,
  company,
  companyInformation,
  countryRegion,
  currency,
  custLedgerEntry,
  customer,
  defaultDimension,
  detailedCustLedgEntry,
  detailedVendorLedgEntry,
  dimension,
  dimensionSetEntry,
  dimensionValue,
  emailOutbox,
  generalLedgerSetup,
  genJournalBatch,
  genJournalLine,
  genProductPostingGroup,
  glAccount,
  glEntry,
  glRegister,
  item,
  itemCategory,
  itemLedgerEntry,
  itemVendor,
  location,
  paymentMethod,
  paymentTerms,
  purchaseContract,
  purchaseContractRenewal,
  purchaseHeader,
  purchaseLine,
  purchasePrice,
  purchCrMemoHdr,
  purchCrMemoLine,
  purchInvHeader,
  purchInvLine,
  purchRcptHeader,
  purchRcptLine,
  salesCrMemoHeader,
  salesCrMemoLine,
  salesHeader,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesLine,
  salesLineDiscount,
  salespersonPurchaser,
  salesPrice,
  salesShipmentHeader,
  salesShipmentLine,
  shipmentMethod,
  supportCase,
  territory,
  unitOfMeasure,
  userSetup,
  valueEntry,
  vatEntry,
  vatProductPostingGroup,
  vendor,
  vendorLedgerEntry,
  vendorRestriction,
  type Table,
} from '../tables/index.ts';

/** What a set permits on one object, e.g. `R` or `RIm`: capitals directly, small letters through other objects only. */
export interface Grant {
  readonly objectType: 'Table Data' | 'Page' | 'Codeunit' | 'Report';
  /** 0 stands for every object of the type. */
  readonly objectId: number;
  readonly rights: string;
  readonly securityFilter?: string;
}

/** A permission set of the demo. */
export interface DemoPermissionSet {
  readonly roleId: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

const on = (tables: readonly Table[], rights: string): Grant[] => tables.map((table) => ({ objectType: 'Table Data', objectId: table.id, rights }));
const within = (table: Table, securityFilter: string): Grant => ({ objectType: 'Table Data', objectId: table.id, rights: 'R', securityFilter });
const run = (objectType: 'Page' | 'Codeunit' | 'Report', ...ids: number[]): Grant[] => ids.map((objectId) => ({ objectType, objectId, rights: 'X' }));

/** Codeunits that post: Sales-Post, Purch.-Post, Gen. Jnl.-Post Batch; those that apply entries later; and those that cancel posted purchases. */
const posting = { sales: 80, purchases: 90, journals: 13, customerEntries: 226, vendorEntries: 227 } as const;
const cancelling = { purchaseInvoices: 1313, purchaseCreditMemos: 1402 } as const;

/** Sends documents for approval, decides on those one is asked about, releases and reopens what one may change; sees who may approve what. */
const approvals = [...on([userSetup], 'R'), ...on([approvalEntry], 'Rim'), ...on([approvalCommentLine], 'Ri'), ...run('Codeunit', 1535, 414, 415)];

/** Codeunits of the sales desk: Sales-Quote to Order, Sales-Quote to Invoice, Document-Mailing. */
const selling = [86, 1305, 260] as const;

/** Codeunits that take posted sales back: Correct Posted Sales Invoice, Cancel Posted Sales Cr. Memo. */
const correctingSales = [1303, 1339] as const;

/** The codeunit that renews contracts: Purch. Contract-Renew. */
const renewing = 50104;

const salesDocuments = [salesHeader, salesLine];
const postedSales = [salesShipmentHeader, salesShipmentLine, salesInvoiceHeader, salesInvoiceLine, salesCrMemoHeader, salesCrMemoLine];
const receipts = [purchRcptHeader, purchRcptLine];
const postedPurchases = [purchInvHeader, purchInvLine, purchCrMemoHdr, purchCrMemoLine];
const vendorLedger = [vendorLedgerEntry, detailedVendorLedgEntry];
const customerLedger = [custLedgerEntry, detailedCustLedgEntry];
const generalLedger = [glAccount, glEntry, glRegister, vatEntry];

const north = {
  territory: 'Territory Code=FILTER(NORTH)',
  shortcut: 'Shortcut Dimension 1 Code=FILTER(NORTH)',
  global: 'Global Dimension 1 Code=FILTER(NORTH)',
  detailed: 'Initial Entry Global Dim. 1=FILTER(NORTH)',
};

const basics = [
  generalLedgerSetup,
  paymentTerms,
  paymentMethod,
  shipmentMethod,
  currency,
  countryRegion,
  territory,
  location,
  unitOfMeasure,
  itemCategory,
  salespersonPurchaser,
  dimension,
  dimensionValue,
  dimensionSetEntry,
  defaultDimension,
  genProductPostingGroup,
  vatProductPostingGroup,
  genJournalBatch,
];

/** The permission sets that the demo's users have. Several on one table add up; without a line there is no right. */
export const demoPermissionSets: readonly DemoPermissionSet[] = [
  {
    roleId: 'SUPER',
    name: 'This role has all permissions.',
    grants: [{ objectType: 'Table Data', objectId: 0, rights: 'RIMD' }, ...run('Page', 0), ...run('Codeunit', 0), ...run('Report', 0)],
  },
  { roleId: 'AF-LOGIN', name: 'Sign in and see the companies', grants: [...on([company, companyInformation], 'R'), ...run('Page', 0)] },
  { roleId: 'AF-BASIC', name: 'Codes and setup everyone reads', grants: on(basics, 'R') },
  {
    roleId: 'AF-RECEIVABLES-N',
    name: 'Receivables, region North',
    grants: [
      within(customer, north.territory),
      within(custLedgerEntry, north.global),
      within(detailedCustLedgEntry, north.detailed),
      within(salesHeader, north.territory),
      within(salesLine, north.shortcut),
      within(salesShipmentHeader, north.territory),
      within(salesShipmentLine, north.shortcut),
      within(salesInvoiceHeader, north.territory),
      within(salesInvoiceLine, north.shortcut),
      within(salesCrMemoHeader, north.territory),
      within(salesCrMemoLine, north.shortcut),
      within(supportCase, north.global),
      within(genJournalLine, north.shortcut),
    ],
  },
  {
    roleId: 'AF-PURCHASING',
    name: 'Purchasing',
    grants: [
      ...on([vendor, item, itemVendor, itemLedgerEntry, ...receipts, ...vendorLedger, commentLine, purchaseContract, vendorRestriction], 'R'),
      ...on([purchaseHeader, purchaseLine], 'RIMD'),
      within(supportCase, 'Party Type=FILTER(Vendor)'),
      ...on([purchasePrice], 'RIM'),
      ...on([purchaseContract], 'M'),
      ...on([purchaseContractRenewal], 'RIMD'),
      ...on([salesHeader, salesLine, glAccount], 'r'),
      ...run('Codeunit', renewing),
      ...approvals,
    ],
  },
  {
    roleId: 'AF-PAYABLES',
    name: 'Payables',
    grants: [
      ...on([vendor, item, itemVendor, purchasePrice, ...receipts, commentLine, purchaseContract, vendorRestriction], 'R'),
      ...on([purchaseContractRenewal], 'R'),
      ...on([purchaseHeader, purchaseLine, genJournalBatch, genJournalLine], 'RIMD'),
      ...on([glAccount], 'r'),
      ...on(receipts, 'Rim'),
      ...on(postedPurchases, 'Ri'),
      ...on(vendorLedger, 'Rim'),
      ...on([glEntry, glRegister, vatEntry, itemLedgerEntry, valueEntry], 'im'),
      ...run('Codeunit', posting.purchases, posting.journals, posting.vendorEntries),
      ...approvals,
    ],
  },
  {
    roleId: 'AF-FINANCE',
    name: 'Finance: read everything, post',
    grants: [
      ...on([...generalLedger, customer, vendor, item, itemVendor, ...customerLedger, ...vendorLedger, itemLedgerEntry, valueEntry], 'R'),
      ...on([...postedSales, ...receipts, ...postedPurchases, salesPrice, salesLineDiscount, purchasePrice, commentLine], 'R'),
      ...on([purchaseContract, vendorRestriction, supportCase], 'R'),
      ...on([purchaseContract], 'M'),
      ...on([purchaseContractRenewal], 'RIMD'),
      ...on([salesPrice, salesLineDiscount], 'IMD'),
      ...on([...salesDocuments, purchaseHeader, purchaseLine, genJournalBatch, genJournalLine], 'RIMD'),
      ...on([customer, vendor, item, paymentTerms, defaultDimension], 'RIMD'),
      ...on([glEntry, glRegister, vatEntry, ...customerLedger, ...vendorLedger, itemLedgerEntry, valueEntry], 'Rim'),
      ...on([...postedSales, ...receipts, ...postedPurchases], 'Rim'),
      ...run('Codeunit', cancelling.purchaseInvoices, cancelling.purchaseCreditMemos),
      ...approvals,
      ...on([emailOutbox], 'Ri'),
      ...run('Codeunit', ...Object.values(posting), ...selling, ...correctingSales, renewing),
    ],
  },
  {
    roleId: 'AF-SALES',
    name: 'Sales',
    grants: [
      ...on([customer, item, itemLedgerEntry, ...customerLedger, ...postedSales, salesPrice, salesLineDiscount], 'R'),
      ...on(salesDocuments, 'RIMD'),
      ...on([supportCase], 'RIM'),
      ...on([purchaseLine, glAccount], 'r'),
      ...approvals,
      ...on([salesShipmentHeader, salesShipmentLine, salesInvoiceHeader, salesInvoiceLine, ...customerLedger, itemLedgerEntry], 'Rim'),
      ...on([glEntry, glRegister, vatEntry, valueEntry], 'im'),
      ...on([emailOutbox], 'Ri'),
      ...run('Codeunit', posting.sales, ...selling),
    ],
  },
];

/** Which sets a demo role gets, and in which of the tenant's companies. */
export const setsOfRole: Readonly<Record<string, { readonly sets: readonly string[]; readonly companies: 'main' | 'all' }>> = {
  'ar-clerk': { sets: ['AF-LOGIN', 'AF-BASIC', 'AF-RECEIVABLES-N'], companies: 'main' },
  buyer: { sets: ['AF-LOGIN', 'AF-BASIC', 'AF-PURCHASING'], companies: 'main' },
  'purchasing-service': { sets: ['AF-LOGIN', 'AF-BASIC', 'AF-PURCHASING'], companies: 'main' },
  'ap-clerk': { sets: ['AF-LOGIN', 'AF-BASIC', 'AF-PAYABLES'], companies: 'main' },
  'finance-manager': { sets: ['AF-LOGIN', 'AF-BASIC', 'AF-FINANCE'], companies: 'all' },
  'sales-rep': { sets: ['AF-LOGIN', 'AF-BASIC', 'AF-SALES'], companies: 'main' },
  'agents-admin': { sets: ['AF-LOGIN'], companies: 'main' },
  auditor: { sets: ['AF-LOGIN'], companies: 'main' },
  owner: { sets: ['SUPER'], companies: 'all' },
};
