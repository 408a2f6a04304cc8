import { AppError } from '../../kernel/errors.ts';
import { addPurchaseLine, changePurchaseLine, deletePurchaseLine, setPostingQuantities } from '../business/index.ts';
import type { ErpContext, PostingQuantities, PurchaseDocumentType, PurchaseLine, PurchaseLineInput } from '../business/index.ts';
import { glAccount, item, location, purchaseHeader, purchaseLine, unitOfMeasure } from '../tables/index.ts';
import type { Table } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import { renamedValues } from './renamed-values.ts';
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

/** A comment is a description only: Business Central keeps no number and no quantity on it. */
const commentObject = (api: PurchaseLineApi, values: Values): Pick<PurchaseLineInput, 'type' | 'no'> => {
  const given = ['itemId', 'accountId', 'lineObjectNumber', 'quantity', api.unitCost, 'discountPercent'].find((name) => name in values);
  if (given !== undefined) throw refuse(`The "${given}" cannot be given for a line of type Comment.`);
  return { type: ' ', no: '' };
};

/** What the line is about: by item id, account id, or line type with number. They must agree. */
const lineObject = (erp: ErpContext, api: PurchaseLineApi, values: Values): Pick<PurchaseLineInput, 'type' | 'no'> | undefined => {
  const lineType = values['lineType'];
  if (lineType === 'Comment') return commentObject(api, values);
  if (lineType !== undefined && lineType !== 'Item' && lineType !== 'Account') throw refuse(`Line type ${String(lineType)} is not supported.`);
  const number = 'lineObjectNumber' in values ? String(values['lineObjectNumber']).toUpperCase() : undefined;
  const byItem = 'itemId' in values ? codeById(erp, item, values['itemId'], 'no') : undefined;
  const byAccount = 'accountId' in values ? codeById(erp, glAccount, values['accountId'], 'no') : undefined;
  if (byItem !== undefined && byAccount !== undefined) throw refuse('The "itemId" and "accountId" cannot both be given.');
  const isAccount = byAccount !== undefined || lineType === 'Account';
  if ((isAccount && byItem !== undefined) || (lineType === 'Item' && byAccount !== undefined))
    throw refuse('The "lineType" does not match the given id.');
  const no = number ?? byItem ?? byAccount;
  if (no !== undefined && no !== (byItem ?? byAccount ?? no)) throw refuse('The "lineObjectNumber" does not match the given id.');
  return no === undefined ? undefined : { type: isAccount ? 'G/L Account' : 'Item', no };
};

/** What a request says of a line beside what it is about, by the names of the business rules. */
const otherValues = (erp: ErpContext, api: PurchaseLineApi, values: Values): Partial<PurchaseLineInput> => {
  const named = Object.entries(relations).filter(([name]) => name in values);
  const codes = named.map(([name, { table, target }]) => [target, codeById(erp, table, values[name])] as const);
  return { ...renamedValues(values, namesOf(api)), ...Object.fromEntries(codes) };
};

/** A line's values for the business rules; without a quantity it is 0, which those rules refuse in their own words. */
export const purchaseLineInput = (erp: ErpContext, api: PurchaseLineApi, values: Values): PurchaseLineInput => {
  const object = lineObject(erp, api, values);
  if (object === undefined) throw refuse('An itemId, an accountId or a lineObjectNumber must be provided.');
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
  const given = renamedValues(values, postingQuantities);
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
  const changes = { ...otherValues(erp, api, values), ...lineObject(erp, api, values) };
  setLineQuantities(erp, Object.keys(changes).length === 0 ? line : changePurchaseLine(erp, line, changes), values);
};

/** How lines of purchase documents of a kind are written; the document's totals follow. */
export const purchaseLineWrites = (api: PurchaseLineApi): EntityWrites => ({
  table: purchaseLine,
  accepts: [
    'itemId',
    'accountId',
    'lineType',
    'lineObjectNumber',
    ...Object.keys(namesOf(api)),
    ...Object.keys(relations),
    ...(api.hasPostingQuantities ? Object.keys(postingQuantities) : []),
  ],
  acceptsOnInsert: ['documentId'],
  insert: (erp, { values }) => insert(erp, api, values),
  modify: (erp, systemId, { values }) => modify(erp, api, { systemId, values }),
  remove: (erp, systemId) => deletePurchaseLine(erp, lineBy(erp, api, systemId)),
});
