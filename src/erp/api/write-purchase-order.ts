import { AppError } from '../../kernel/errors.ts';
import { changePurchaseDocument, createPurchaseDocument, deletePurchaseDocument } from '../business/index.ts';
import type { ErpContext, PurchaseHeader, PurchaseHeaderInput } from '../business/index.ts';
import { paymentTerms, purchaseHeader, shipmentMethod, vendor } from '../tables/index.ts';
import type { ValuesOf } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import { renamed } from './renamed.ts';
import type { Body, BodyValue, EntityWrites } from './write-context.ts';
import { purchaseLineInput } from './write-purchase-order-line.ts';

type Values = Readonly<Record<string, BodyValue>>;
type HeaderColumn = keyof ValuesOf<typeof purchaseHeader>;

/** Fields that business rules look at, by the names those rules use. */
const ruled = {
  postingDate: 'postingDate',
  requestedReceiptDate: 'requestedReceiptDate',
  purchaser: 'purchaserCode',
  shortcutDimension1Code: 'shortcutDimension1Code',
  shortcutDimension2Code: 'shortcutDimension2Code',
} as const satisfies Record<string, keyof PurchaseHeaderInput>;

/** Fields that are only kept. */
const kept = {
  shipToName: 'shipToName',
  shipToContact: 'shipToContact',
  buyFromAddressLine1: 'buyFromAddress',
  buyFromAddressLine2: 'buyFromAddress2',
  buyFromCity: 'buyFromCity',
  buyFromCountry: 'buyFromCountryRegionCode',
  buyFromState: 'buyFromCounty',
  buyFromPostCode: 'buyFromPostCode',
  shipToAddressLine1: 'shipToAddress',
  shipToAddressLine2: 'shipToAddress2',
  shipToCity: 'shipToCity',
  shipToCountry: 'shipToCountryRegionCode',
  shipToState: 'shipToCounty',
  shipToPostCode: 'shipToPostCode',
} as const satisfies Record<string, HeaderColumn>;

const ruledValues = (erp: ErpContext, values: Values): Omit<PurchaseHeaderInput, 'vendorNo'> => ({
  ...renamed(values, ruled),
  ...('orderDate' in values ? { orderDate: String(values['orderDate']), documentDate: String(values['orderDate']) } : {}),
  ...('paymentTermsId' in values ? { paymentTermsCode: codeById(erp, paymentTerms, values['paymentTermsId']) } : {}),
  ...('shipmentMethodId' in values ? { shipmentMethodCode: codeById(erp, shipmentMethod, values['shipmentMethodId']) } : {}),
});

const vendorNoFrom = (erp: ErpContext, values: Values): string => {
  const byId = 'vendorId' in values ? codeById(erp, vendor, values['vendorId'], 'no') : undefined;
  const given = 'vendorNumber' in values ? String(values['vendorNumber']).toUpperCase() : byId;
  if (given === undefined || given === '') throw new AppError('unprocessable', 'A vendorNumber or a vendorID must be provided.');
  if (byId !== undefined && given !== byId)
    throw new AppError('unprocessable', 'The "vendorId" and "vendorNumber" do not match to a specific Vendor.');
  return given;
};

const orderBy = (erp: ErpContext, systemId: string): PurchaseHeader => {
  const header = erp.records.of(purchaseHeader).bySystemId(systemId);
  if (header === undefined) throw new AppError('not_found', 'The Purchase Order does not exist.');
  return header;
};

const insert = (erp: ErpContext, body: Body): string => {
  const lines = (body.parts['purchaseOrderLines'] ?? []).map((line) => purchaseLineInput(erp, line.values));
  const header = createPurchaseDocument(erp, 'Order', { ...ruledValues(erp, body.values), vendorNo: vendorNoFrom(erp, body.values), lines });
  const own = renamed(body.values, kept);
  if (Object.keys(own).length > 0) erp.records.of(purchaseHeader).update(header, own);
  return header.systemId;
};

const modify = (erp: ErpContext, systemId: string, body: Body): void => {
  const header = changePurchaseDocument(erp, orderBy(erp, systemId), ruledValues(erp, body.values));
  const own = renamed(body.values, kept);
  if (Object.keys(own).length > 0) erp.records.of(purchaseHeader).update(header, own);
};

/** How purchase orders are written: by ERP-wide business rules, which accept open (draft) orders only. */
export const purchaseOrderWrites: EntityWrites = {
  table: purchaseHeader,
  accepts: ['orderDate', 'paymentTermsId', 'shipmentMethodId', ...Object.keys(ruled), ...Object.keys(kept)],
  acceptsOnInsert: ['vendorId', 'vendorNumber'],
  deepInserts: ['purchaseOrderLines'],
  insert,
  modify,
  remove: (erp, systemId) => deletePurchaseDocument(erp, orderBy(erp, systemId)),
};
