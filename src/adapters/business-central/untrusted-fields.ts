import { markedUntrusted, type ErpRecord } from '../../features/tools/ports/erp-reader.ts';
import type { ErpBody } from './business-central-client.ts';
import type { ErpCapabilities } from './capabilities.ts';

const lineTexts = ['description', 'description2'] as const;
const entryTexts = ['description'] as const;
const journalTexts = ['description', 'comment'] as const;

/**
 * Free text that outsiders may have written, by entity set: of API v2.0, and of our own pages where the extension does not
 * mark it. Business Central does not say who wrote a text: what was typed in by hand, came with an electronic
 * document or with the bank's remittance advice stands in the same field, so all of it counts. Names and addresses that the tenant
 * keeps itself do not, nor do numbers and references, which are no sentences.
 */
export const untrustedFields: Readonly<Record<string, readonly string[]>> = {
  purchaseOrderLines: lineTexts,
  purchaseInvoiceLines: lineTexts,
  purchaseCreditMemoLines: lineTexts,
  purchaseReceiptLines: lineTexts,
  salesQuoteLines: lineTexts,
  salesOrderLines: lineTexts,
  salesInvoiceLines: lineTexts,
  salesCreditMemoLines: lineTexts,
  salesShipmentLines: lineTexts,
  generalLedgerEntries: entryTexts,
  customerLedgerEntries: entryTexts,
  vendorLedgerEntries: entryTexts,
  customerEntries: entryTexts,
  vendorEntries: entryTexts,
  journalLines: journalTexts,
  customerPayments: journalTexts,
  vendorPayments: journalTexts,
  attachments: ['fileName', 'attachmentContent'],
  documentAttachments: ['fileName', 'attachmentContent'],
  pictures: ['pictureContent'],
  supportCases: ['subject', 'description'],
};

const isRecord = (value: unknown): value is ErpRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

const markedInside = (value: unknown, set: string): unknown => {
  if (Array.isArray(value)) return value.map((part) => (isRecord(part) ? markedBy(part, set) : (part as unknown)));
  return isRecord(value) ? markedBy(value, set) : value;
};

const markedBy = (record: ErpRecord, set: string): ErpRecord => {
  const written = (untrustedFields[set] ?? []).filter((field) => typeof record[field] === 'string' && record[field] !== '');
  const parts = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, markedInside(value, name)]));
  return markedUntrusted(parts, written);
};

/** The record, marked with the fields in which outsiders' words stand: as the ERP marked it, or by the table where it cannot. */
export const withUntrustedMarked = (record: ErpBody, set: string, capabilities: ErpCapabilities): ErpRecord =>
  capabilities.flagsOutsiderText ? record : markedBy(record, set);
