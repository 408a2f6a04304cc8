import {
  dimension,
  dimensionSetEntry,
  dimensionValue,
  genJournalLine,
  glEntry,
  purchaseHeader,
  purchaseLine,
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
  salesShipmentHeader,
  salesShipmentLine,
} from '../../tables/index.ts';
import type { Table } from '../../tables/index.ts';
import { defineEntitySet, one } from '../entity-set.ts';
import type { Source } from '../entity-set.ts';
import { columnsOf, enumeration, readOnly, related, visibleRelated, withSql } from '../field.ts';
import { dimensionSetLineWrites } from '../write-dimension-set-line.ts';

const at = columnsOf(dimensionSetEntry);

const documents = ['Sales Order', 'Sales Quote', 'Sales Credit Memo', 'Sales Invoice', 'Purchase Order', 'Purchase Invoice', 'Purchase Credit Memo'];
const posted = ['Sales Shipment', 'Purchase Receipt'];

/** What dimension values can hang on, by the API's names. */
const parentTypes = [' ', 'Journal Line', 'General Ledger Entry', ...[...documents, ...posted].flatMap((name) => [name, `${name} Line`])];

const hanging = (table: Table, typeSql: string): Source => ({
  table: dimensionSetEntry,
  parent: { table, link: { dimensionSetId: 'dimensionSetId' } },
  fields: { parentType: enumeration(parentTypes, typeSql) },
});

const named = ([header, line]: readonly [Table, Table], type: string): readonly Source[] => [
  hanging(header, `'${type}'`),
  hanging(line, `'${type} Line'`),
];

const value = { dimensionCode: 'dimensionCode', code: 'dimensionValueCode' };

/** The dimension values of documents, lines, journal lines and G/L entries, one parent at a time; visible with the parent. */
export const dimensionSetLines = defineEntitySet({
  name: 'dimensionSetLines',
  entity: 'dimensionSetLine',
  caption: 'Dimension Set Line',
  fields: {
    id: related(dimension, 'systemId', { code: 'dimensionCode' }),
    code: at('dimensionCode'),
    consolidationCode: visibleRelated(dimension, 'consolidationCode', { code: 'dimensionCode' }),
    parentId: withSql(readOnly(at('systemId')), 'p."systemId"'),
    parentType: enumeration(parentTypes, `' '`),
    displayName: visibleRelated(dimension, 'name', { code: 'dimensionCode' }),
    valueId: related(dimensionValue, 'systemId', value),
    valueCode: at('dimensionValueCode'),
    valueConsolidationCode: visibleRelated(dimensionValue, 'consolidationCode', value),
    valueDisplayName: visibleRelated(dimensionValue, 'name', value),
  },
  order: ['parentId', 'code'],
  needs: { field: 'parentId', message: 'You must get to the parent first to get to the dimension set line.' },
  sources: [
    hanging(genJournalLine, `'Journal Line'`),
    hanging(glEntry, `'General Ledger Entry'`),
    hanging(salesHeader, `'Sales ' || p."documentType"`),
    hanging(salesLine, `'Sales ' || p."documentType" || ' Line'`),
    hanging(purchaseHeader, `'Purchase ' || p."documentType"`),
    hanging(purchaseLine, `'Purchase ' || p."documentType" || ' Line'`),
    ...named([salesShipmentHeader, salesShipmentLine], 'Sales Shipment'),
    ...named([salesInvoiceHeader, salesInvoiceLine], 'Sales Invoice'),
    ...named([salesCrMemoHeader, salesCrMemoLine], 'Sales Credit Memo'),
    ...named([purchRcptHeader, purchRcptLine], 'Purchase Receipt'),
    ...named([purchInvHeader, purchInvLine], 'Purchase Invoice'),
    ...named([purchCrMemoHdr, purchCrMemoLine], 'Purchase Credit Memo'),
  ],
  navigations: {
    salesInvoice: one('salesInvoices', 'parentId'),
    salesOrder: one('salesOrders', 'parentId'),
    salesQuote: one('salesQuotes', 'parentId'),
    salesCreditMemo: one('salesCreditMemos', 'parentId'),
    salesShipment: one('salesShipments', 'parentId'),
    generalLedgerEntry: one('generalLedgerEntries', 'parentId'),
    journalLine: one('journalLines', 'parentId'),
    customerPayment: one('customerPayments', 'parentId'),
    vendorPayment: one('vendorPayments', 'parentId'),
    purchaseInvoice: one('purchaseInvoices', 'parentId'),
    purchaseOrder: one('purchaseOrders', 'parentId'),
    purchaseCreditMemo: one('purchaseCreditMemos', 'parentId'),
    purchaseReceipt: one('purchaseReceipts', 'parentId'),
  },
  writes: dimensionSetLineWrites,
});
