import { AppError } from '../../kernel/errors.ts';
import { changePurchaseDocument, checkPurchaseOpen, createPurchaseDocument, deletePurchaseDocument, purchaseLinesOf } from '../business/index.ts';
import type { ErpContext, PurchaseHeader, PurchaseHeaderInput } from '../business/index.ts';
import { purchaseHeader, vendor } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import { commonRuled, relations, type PurchaseDocumentApi } from './purchase-document-api.ts';
import { renamed } from './renamed.ts';
import type { Body, BodyValue, EntityWrites } from './write-context.ts';
import { purchaseLineInput, setLineQuantities } from './write-purchase-line.ts';

type Values = Readonly<Record<string, BodyValue>>;

/** A new document date moves the order's own date with it. */
const dates = (api: PurchaseDocumentApi, values: Values) => {
  const given = values[api.documentDate];
  if (given === undefined) return {};
  return { documentDate: String(given), ...(api.documentType === 'Order' ? { orderDate: String(given) } : {}) };
};

const ruledValues = (erp: ErpContext, api: PurchaseDocumentApi, values: Values): Omit<PurchaseHeaderInput, 'vendorNo'> => {
  const named = api.byId
    .filter((name) => name in values)
    .map((name) => [relations[name].target, codeById(erp, relations[name].table, values[name], relations[name].column)] as const);
  return { ...renamed(values, { ...commonRuled, ...api.ruled }), ...dates(api, values), ...Object.fromEntries(named) };
};

const vendorNoFrom = (erp: ErpContext, values: Values): string => {
  const byId = 'vendorId' in values ? codeById(erp, vendor, values['vendorId'], 'no') : undefined;
  const given = 'vendorNumber' in values ? String(values['vendorNumber']).toUpperCase() : byId;
  if (given === undefined || given === '') throw new AppError('unprocessable', 'A vendorNumber or a vendorID must be provided.');
  if (byId !== undefined && given !== byId)
    throw new AppError('unprocessable', 'The "vendorId" and "vendorNumber" do not match to a specific Vendor.');
  return given;
};

/** The draft with that SystemId; a posted document can no longer be changed. */
const draftBy = (erp: ErpContext, api: PurchaseDocumentApi, systemId: string): PurchaseHeader => {
  const header = erp.records.of(purchaseHeader).bySystemId(systemId);
  if (header?.documentType === api.documentType) return header;
  if (api.posted !== undefined && erp.records.of(api.posted).bySystemId(systemId) !== undefined) {
    throw new AppError('unprocessable', `The ${api.noun} has been posted and can no longer be modified.`);
  }
  throw new AppError('not_found', `The Purchase ${api.documentType} does not exist.`);
};

const keep = (erp: ErpContext, api: PurchaseDocumentApi, change: { header: PurchaseHeader; values: Values }): void => {
  const own = renamed(change.values, api.kept);
  if (Object.keys(own).length === 0) return;
  checkPurchaseOpen(change.header);
  erp.records.of(purchaseHeader).update(change.header, own);
};

const insert = (erp: ErpContext, api: PurchaseDocumentApi, { values, parts }: Body): string => {
  const given = parts[api.lines] ?? [];
  const lines = given.map((line) => purchaseLineInput(erp, api.line, line.values));
  const header = createPurchaseDocument(erp, api.documentType, { ...ruledValues(erp, api, values), vendorNo: vendorNoFrom(erp, values), lines });
  purchaseLinesOf(erp, header).forEach((line, at) => setLineQuantities(erp, line, given[at]?.values ?? {}));
  keep(erp, api, { header, values });
  return header.systemId;
};

const modify = (erp: ErpContext, api: PurchaseDocumentApi, change: { systemId: string; values: Values }): void => {
  const { systemId, values } = change;
  const header = changePurchaseDocument(erp, draftBy(erp, api, systemId), ruledValues(erp, api, values));
  keep(erp, api, { header, values });
};

/** How purchase documents of a kind are written: by ERP-wide business rules, which accept open (draft) ones only. */
export const purchaseDocumentWrites = (api: PurchaseDocumentApi): EntityWrites => ({
  table: purchaseHeader,
  accepts: [api.documentDate, ...api.byId, ...Object.keys(commonRuled), ...Object.keys(api.ruled), ...Object.keys(api.kept)],
  acceptsOnInsert: ['vendorId', 'vendorNumber'],
  deepInserts: [api.lines],
  insert: (erp, body) => insert(erp, api, body),
  modify: (erp, systemId, { values }) => modify(erp, api, { systemId, values }),
  remove: (erp, systemId) => deletePurchaseDocument(erp, draftBy(erp, api, systemId)),
});
