import { accessControl } from './access-control.ts';
import { approvalCommentLine } from './approval-comment-line.ts';
import { approvalEntry } from './approval-entry.ts';
import { commentLine } from './comment-line.ts';
import { company } from './company.ts';
import { companyInformation } from './company-information.ts';
import { countryRegion } from './country-region.ts';
import { currency } from './currency.ts';
import { custLedgerEntry } from './cust-ledger-entry.ts';
import { customer } from './customer.ts';
import { customerPostingGroup } from './customer-posting-group.ts';
import { customerTempl } from './customer-templ.ts';
import { defaultDimension } from './default-dimension.ts';
import { defaultDimensionPriority } from './default-dimension-priority.ts';
import { detailedCustLedgEntry } from './detailed-cust-ledg-entry.ts';
import { detailedVendorLedgEntry } from './detailed-vendor-ledg-entry.ts';
import { dimension } from './dimension.ts';
import { dimensionCombination } from './dimension-combination.ts';
import { dimensionSetEntry } from './dimension-set-entry.ts';
import { dimensionValue } from './dimension-value.ts';
import { dimensionValueCombination } from './dimension-value-combination.ts';
import { emailOutbox } from './email-outbox.ts';
import { genJournalBatch } from './gen-journal-batch.ts';
import { genJournalLine } from './gen-journal-line.ts';
import { genJournalTemplate } from './gen-journal-template.ts';
import { genProductPostingGroup } from './gen-product-posting-group.ts';
import { generalLedgerSetup } from './general-ledger-setup.ts';
import { generalPostingSetup } from './general-posting-setup.ts';
import { glAccount } from './gl-account.ts';
import { glEntry } from './gl-entry.ts';
import { glRegister } from './gl-register.ts';
import { inventoryPostingGroup } from './inventory-posting-group.ts';
import { inventoryPostingSetup } from './inventory-posting-setup.ts';
import { item } from './item.ts';
import { itemCategory } from './item-category.ts';
import { itemLedgerEntry } from './item-ledger-entry.ts';
import { itemTempl } from './item-templ.ts';
import { itemVendor } from './item-vendor.ts';
import { location } from './location.ts';
import { noSeries } from './no-series.ts';
import { noSeriesLine } from './no-series-line.ts';
import { paymentMethod } from './payment-method.ts';
import { paymentTerms } from './payment-terms.ts';
import { permission } from './permission.ts';
import { permissionSet } from './permission-set.ts';
import { purchCrMemoHdr } from './purch-cr-memo-hdr.ts';
import { purchCrMemoLine } from './purch-cr-memo-line.ts';
import { purchInvHeader } from './purch-inv-header.ts';
import { purchInvLine } from './purch-inv-line.ts';
import { purchRcptHeader } from './purch-rcpt-header.ts';
import { purchRcptLine } from './purch-rcpt-line.ts';
import { purchaseContract } from './purchase-contract.ts';
import { purchaseContractRenewal } from './purchase-contract-renewal.ts';
import { purchaseHeader } from './purchase-header.ts';
import { purchaseLine } from './purchase-line.ts';
import { purchasePrice } from './purchase-price.ts';
import { purchasesPayablesSetup } from './purchases-payables-setup.ts';
import { salesCrMemoHeader } from './sales-cr-memo-header.ts';
import { salesCrMemoLine } from './sales-cr-memo-line.ts';
import { salesHeader } from './sales-header.ts';
import { salesInvoiceHeader } from './sales-invoice-header.ts';
import { salesInvoiceLine } from './sales-invoice-line.ts';
import { salesLine } from './sales-line.ts';
import { salesLineDiscount } from './sales-line-discount.ts';
import { salesPrice } from './sales-price.ts';
import { salesReceivablesSetup } from './sales-receivables-setup.ts';
import { salesShipmentHeader } from './sales-shipment-header.ts';
import { salesShipmentLine } from './sales-shipment-line.ts';
import { salespersonPurchaser } from './salesperson-purchaser.ts';
import { shipmentMethod } from './shipment-method.ts';
import { supportCase } from './support-case.ts';
import { territory } from './territory.ts';
import { unitOfMeasure } from './unit-of-measure.ts';
import { user } from './user.ts';
import { userSetup } from './user-setup.ts';
import { valueEntry } from './value-entry.ts';
import { vatEntry } from './vat-entry.ts';
import { vatPostingSetup } from './vat-posting-setup.ts';
import { vatProductPostingGroup } from './vat-product-posting-group.ts';
import { vendor } from './vendor.ts';
import { vendorLedgerEntry } from './vendor-ledger-entry.ts';
import { vendorPostingGroup } from './vendor-posting-group.ts';
import { vendorRestriction } from './vendor-restriction.ts';
import { workflow } from './workflow.ts';
import { vendorTempl } from './vendor-templ.ts';
import type { Table } from './table.ts';

/** Every table of the ERP. */
export const tables: readonly Table[] = [
  company,
  user,
  permissionSet,
  permission,
  accessControl,
  companyInformation,
  generalLedgerSetup,
  salesReceivablesSetup,
  purchasesPayablesSetup,
  noSeries,
  noSeriesLine,
  paymentTerms,
  paymentMethod,
  shipmentMethod,
  countryRegion,
  currency,
  territory,
  location,
  salespersonPurchaser,
  unitOfMeasure,
  itemCategory,
  generalPostingSetup,
  genProductPostingGroup,
  vatProductPostingGroup,
  vatPostingSetup,
  customerPostingGroup,
  vendorPostingGroup,
  inventoryPostingGroup,
  inventoryPostingSetup,
  userSetup,
  dimension,
  dimensionValue,
  defaultDimension,
  defaultDimensionPriority,
  dimensionSetEntry,
  dimensionCombination,
  dimensionValueCombination,
  customer,
  customerTempl,
  vendor,
  vendorTempl,
  item,
  itemTempl,
  itemVendor,
  purchasePrice,
  salesPrice,
  salesLineDiscount,
  glAccount,
  commentLine,
  salesHeader,
  salesLine,
  salesShipmentHeader,
  salesShipmentLine,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesCrMemoHeader,
  salesCrMemoLine,
  purchaseHeader,
  purchaseLine,
  purchRcptHeader,
  purchRcptLine,
  purchInvHeader,
  purchInvLine,
  purchCrMemoHdr,
  purchCrMemoLine,
  glEntry,
  glRegister,
  vatEntry,
  custLedgerEntry,
  vendorLedgerEntry,
  detailedCustLedgEntry,
  detailedVendorLedgEntry,
  itemLedgerEntry,
  valueEntry,
  genJournalTemplate,
  genJournalBatch,
  genJournalLine,
  approvalEntry,
  approvalCommentLine,
  workflow,
  purchaseContract,
  purchaseContractRenewal,
  vendorRestriction,
  supportCase,
  emailOutbox,
];

const byId = new Map(tables.map((table) => [table.id, table]));
const byName = new Map(tables.map((table) => [table.name, table]));

/** The table with that object id, as permission lines name it. */
export const tableById = (id: number): Table | undefined => byId.get(id);

/** The table with that Business Central name. */
export const tableByName = (name: string): Table | undefined => byName.get(name);
