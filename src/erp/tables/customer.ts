import { amount, code, flag, option } from './column.ts';
import { partyAddress } from './party-address.ts';
import { defineTable } from './table.ts';

/** Customers. Balances are sums over Detailed Cust. Ledg. Entry, see flow-fields.ts. */
export const customer = defineTable({
  id: 18,
  name: 'Customer',
  key: ['no'],
  indexes: [['name'], ['territoryCode', 'no']],
  columns: {
    no: code('No.', 20),
    ...partyAddress,
    contactType: option('Contact Type', ['Company', 'Person']),
    territoryCode: code('Territory Code', 10),
    globalDimension1Code: code('Global Dimension 1 Code', 20),
    globalDimension2Code: code('Global Dimension 2 Code', 20),
    salespersonCode: code('Salesperson Code', 20),
    creditLimitLcy: amount('Credit Limit (LCY)'),
    customerPostingGroup: code('Customer Posting Group', 20),
    genBusPostingGroup: code('Gen. Bus. Posting Group', 20),
    vatBusPostingGroup: code('VAT Bus. Posting Group', 20),
    paymentTermsCode: code('Payment Terms Code', 10),
    paymentMethodCode: code('Payment Method Code', 10),
    shipmentMethodCode: code('Shipment Method Code', 10),
    currencyCode: code('Currency Code', 10),
    customerPriceGroup: code('Customer Price Group', 20),
    locationCode: code('Location Code', 10),
    taxLiable: flag('Tax Liable'),
    blocked: option('Blocked', [' ', 'Ship', 'Invoice', 'All']),
  },
});
