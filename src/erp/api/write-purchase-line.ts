import { AppError } from '../../kernel/errors.ts';
import { addPurchaseLine, changePurchaseLine, deletePurchaseLine, setPostingQuantities } from '../business/index.ts';
import type { ErpContext, PostingQuantities, PurchaseDocumentType, PurchaseLine, PurchaseLineInput } from '../business/index.ts';
import { location, purchaseHeader, purchaseLine, unitOfMeasure } from '../tables/index.ts';
import type { Table } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import { lineObject, lineObjectNames, newLineObject } from './document-line-object.ts';
import { renamed } from './renamed.ts';
import type { BodyValue, EntityWrites } from './write-context.ts';

type Values = Readonly<Record<string, BodyValue>>;

/** How lines of one kind of purchase document are written: what their page calls things, and what it has of them. */
export interface PurchaseLineApi {
  readonly documentType: PurchaseDocumentType;
  /** What the page calls the document in its messages: `invoice`. */
  readonly noun: string;
  /** The field with the price of one piece. */
  readonly unitCost: 'directUnitCost' | 'unitCost';
  readonly hasReceiptDate: boolean;
  readonly hasSecondDescription: boolean;
  /** True where the line says how much of it the next posting receives and invoices. */
  readonly hasPostingQuantities: boolean;
}

const namesOf = (api: PurchaseLineApi): Readonly<Record<string, keyof PurchaseLineInput>> => ({
  description: 'description',
  quantity: 'quantity',
  [api.unitCost]: 'directUnitCost',
  discountPercent: 'lineDiscountPercent',
  ...(api.hasSecondDescription ? { description2: 'description2' } : {}),
  ...(api.hasReceiptDate ? { expectedReceiptDate: 'expectedReceiptDate' } : {}),
  unitOfMeasureCode: 'unitOfMeasureCode',
});

/** Fields that name a code's record by its id. */
const relations = {
  unitOfMeasureId: { table: unitOfMeasure, target: 'unitOfMeasureCode' },
  locationId: { table: location, target: 'locationCode' },
} as const satisfies Record<string, { readonly table: Table; readonly target: keyof PurchaseLineInput }>;

const postingQuantities = { receiveQuantity: 'qtyToReceive', invoiceQuantity: 'qtyToInvoice' } as const satisfies Record<
  string,
  keyof PostingQuantities
>;

const refuse = (message: string): AppError => new AppError('unprocessable', message);

/** What a comment must not have beside an object. */
const notOnComments = (api: PurchaseLineApi): readonly string[] => ['quantity', api.unitCost, 'discountPercent'];

/** What a request says of a line beside what it is about, by the names of the business rules. */
const otherValues = (erp: ErpContext, api: PurchaseLineApi, values: Values): Partial<PurchaseLineInput> => {
  const named = Object.entries(relations).filter(([name]) => name in values);
  const codes = named.map(([name, { table, target }]) => [target, codeById(erp, table, values[name])] as const);
  return { ...renamed(values, namesOf(api)), ...Object.fromEntries(codes) };
};

/** A line's values for the business rules; without a quantity it is 0, which those rules refuse in their own words. */
export const purchaseLineInput = (erp: ErpContext, api: PurchaseLineApi, values: Values): PurchaseLineInput => {
  const object = newLineObject(erp, values, notOnComments(api));
  return { quantity: '0', ...otherValues(erp, api, values), ...object };
};

/** A draft's line; those of posted documents can no longer be changed. */
const lineBy = (erp: ErpContext, api: PurchaseLineApi, systemId: string): PurchaseLine => {
  const line = erp.records.of(purchaseLine).bySystemId(systemId);
  if (line?.documentType === api.documentType) return line;
  throw refuse(`The ${api.noun} has been posted and can no longer be modified.`);
};

/** Sets what the next posting of an order takes of a line, as far as the request says it. */
export const setLineQuantities = (erp: ErpContext, line: PurchaseLine, values: Values): void => {
  const given = renamed(values, postingQuantities);
  if (Object.keys(given).length > 0) setPostingQuantities(erp, line, given);
};

const insert = (erp: ErpContext, api: PurchaseLineApi, values: Values): string => {
  const header = erp.records.of(purchaseHeader).bySystemId(String(values['documentId'] ?? ''));
  if (header?.documentType !== api.documentType)
    throw refuse(`The parent document does not exist: a documentId of a purchase ${api.noun} must be provided.`);
  const line = addPurchaseLine(erp, header, purchaseLineInput(erp, api, values));
  setLineQuantities(erp, line, values);
  return line.systemId;
};

const modify = (erp: ErpContext, api: PurchaseLineApi, change: { systemId: string; values: Values }): void => {
  const { values } = change;
  const line = lineBy(erp, api, change.systemId);
  const changes = { ...otherValues(erp, api, values), ...lineObject(erp, values, notOnComments(api)) };
  setLineQuantities(erp, Object.keys(changes).length === 0 ? line : changePurchaseLine(erp, line, changes), values);
};

/** How lines of purchase documents of a kind are written; the document's totals follow. */
export const purchaseLineWrites = (api: PurchaseLineApi): EntityWrites => ({
  table: purchaseLine,
  accepts: [
    ...lineObjectNames,
    ...Object.keys(namesOf(api)),
    ...Object.keys(relations),
    ...(api.hasPostingQuantities ? Object.keys(postingQuantities) : []),
  ],
  acceptsOnInsert: ['documentId'],
  insert: (erp, { values }) => insert(erp, api, values),
  modify: (erp, systemId, { values }) => modify(erp, api, { systemId, values }),
  remove: (erp, systemId) => deletePurchaseLine(erp, lineBy(erp, api, systemId)),
});
