import { code, type Columns } from './column.ts';

/** What a new customer or vendor takes from a template. */
export const partyTemplColumns = {
  noSeries: code('No. Series', 20),
  genBusPostingGroup: code('Gen. Bus. Posting Group', 20),
  vatBusPostingGroup: code('VAT Bus. Posting Group', 20),
  paymentTermsCode: code('Payment Terms Code', 10),
  paymentMethodCode: code('Payment Method Code', 10),
  shipmentMethodCode: code('Shipment Method Code', 10),
  locationCode: code('Location Code', 10),
} satisfies Columns;
