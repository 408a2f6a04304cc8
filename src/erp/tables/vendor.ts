import { code, flag, option, text } from './column.ts';
import { partyAddress } from './party-address.ts';
import { defineTable } from './table.ts';

/** Vendors. Balances are sums over Detailed Vendor Ledg. Entry, see flow-fields.ts. */
export const vendor = defineTable({
  id: 23,
  name: 'Vendor',
  key: ['no'],
  indexes: [['name']],
  columns: {
    no: code('No.', 20),
    ...partyAddress,
    globalDimension1Code: code('Global Dimension 1 Code', 20),
    globalDimension2Code: code('Global Dimension 2 Code', 20),
    purchaserCode: code('Purchaser Code', 20),
    vendorPostingGroup: code('Vendor Posting Group', 20),
    genBusPostingGroup: code('Gen. Bus. Posting Group', 20),
    vatBusPostingGroup: code('VAT Bus. Posting Group', 20),
    paymentTermsCode: code('Payment Terms Code', 10),
    paymentMethodCode: code('Payment Method Code', 10),
    shipmentMethodCode: code('Shipment Method Code', 10),
    currencyCode: code('Currency Code', 10),
    locationCode: code('Location Code', 10),
    ourAccountNo: text('Our Account No.', 20),
    leadTimeCalculation: text('Lead Time Calculation', 32),
    taxLiable: flag('Tax Liable'),
    blocked: option('Blocked', [' ', 'Payment', 'All']),
  },
});
