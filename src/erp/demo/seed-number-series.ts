import { noSeries, noSeriesLine } from '../tables/index.ts';
import type { World } from './world.ts';

/** Which series each kind of document takes its numbers from. */
export const numberSeries = {
  sales: {
    customerNos: 'CUST',
    quoteNos: 'S-QUO',
    orderNos: 'S-ORD',
    invoiceNos: 'S-INV',
    postedInvoiceNos: 'S-INV+',
    creditMemoNos: 'S-CR',
    postedCreditMemoNos: 'S-CR+',
    postedShipmentNos: 'S-SHPT',
    paymentNos: 'RECEIPT',
    caseNos: 'CASE',
  },
  purchases: {
    vendorNos: 'VEND',
    orderNos: 'P-ORD',
    invoiceNos: 'P-INV',
    postedInvoiceNos: 'P-INV+',
    creditMemoNos: 'P-CR',
    postedCreditMemoNos: 'P-CR+',
    postedReceiptNos: 'P-RCPT',
    paymentNos: 'PAYMENT',
    contractRenewalNos: 'CT-RENEW',
  },
} as const;

const series: readonly (readonly [code: string, description: string, first: string])[] = [
  ['CUST', 'Customers', 'C-10001'],
  ['VEND', 'Vendors', 'V-1001'],
  ['ITEM', 'Items', '1000'],
  ['S-QUO', 'Sales quotes', 'SQ-10001'],
  ['S-ORD', 'Sales orders', 'SO-10001'],
  ['S-INV', 'Draft sales invoices', 'SD-10001'],
  ['S-INV+', 'Sales invoices', 'SI-10001'],
  ['S-CR', 'Draft sales credit memos', 'SCD-10001'],
  ['S-CR+', 'Sales credit memos', 'SC-10001'],
  ['S-SHPT', 'Sales shipments', 'SS-10001'],
  ['RECEIPT', 'Customer payments', 'BR-10001'],
  ['P-ORD', 'Purchase orders', 'PO-10001'],
  ['P-INV', 'Draft purchase invoices', 'PD-10001'],
  ['P-INV+', 'Purchase invoices', 'PI-10001'],
  ['P-CR', 'Draft purchase credit memos', 'PCD-10001'],
  ['P-CR+', 'Purchase credit memos', 'PC-10001'],
  ['P-RCPT', 'Purchase receipts', 'PR-10001'],
  ['PAYMENT', 'Vendor payments', 'BP-10001'],
  ['GENJNL', 'General journal', 'GJ-10001'],
  ['ITEMJNL', 'Item journal', 'IJ-10001'],
];

/** Cards may be given numbers by hand, documents may not. */
const masterData = new Set(['CUST', 'VEND', 'ITEM']);

/** Makes the number series. */
export const seedNumberSeries = (world: World): void => {
  const { records } = world.on(world.start);
  for (const [code, description, startingNo] of series) {
    records.of(noSeries).insert({ code, description, defaultNos: true, manualNos: masterData.has(code) });
    records.of(noSeriesLine).insert({ seriesCode: code, lineNo: 10000, startingNo, incrementByNo: 1, open: true });
  }
};
