import { AppError } from '../../kernel/errors.ts';
import { addPurchaseLine, changePurchaseLine, deletePurchaseLine } from '../business/index.ts';
import type { ErpContext, PurchaseLine, PurchaseLineInput } from '../business/index.ts';
import { glAccount, item, purchaseHeader, purchaseLine } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import type { Body, BodyValue, EntityWrites } from './write-context.ts';

type Values = Readonly<Record<string, BodyValue>>;

const names = {
  description: 'description',
  quantity: 'quantity',
  directUnitCost: 'directUnitCost',
  discountPercent: 'lineDiscountPercent',
  expectedReceiptDate: 'expectedReceiptDate',
  unitOfMeasureCode: 'unitOfMeasureCode',
} as const satisfies Record<string, keyof PurchaseLineInput>;

const refuse = (message: string): AppError => new AppError('unprocessable', message);

/** A comment is a description only: Business Central keeps no number and no quantity on it. */
const commentObject = (values: Values): Pick<PurchaseLineInput, 'type' | 'no'> => {
  const given = ['itemId', 'accountId', 'lineObjectNumber', 'quantity', 'directUnitCost', 'discountPercent'].find((name) => name in values);
  if (given !== undefined) throw refuse(`The "${given}" cannot be given for a line of type Comment.`);
  return { type: ' ', no: '' };
};

/** What the line is about: by item id, account id, or line type with number. They must agree. */
const lineObject = (erp: ErpContext, values: Values): Pick<PurchaseLineInput, 'type' | 'no'> | undefined => {
  const lineType = values['lineType'];
  if (lineType === 'Comment') return commentObject(values);
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

const otherValues = (values: Values): Partial<PurchaseLineInput> =>
  Object.fromEntries(Object.entries(names).flatMap(([name, target]) => (name in values ? [[target, String(values[name])]] : [])));

/** A line's values for the business rules; without a quantity it is 0, which those rules refuse in their own words. */
export const purchaseLineInput = (erp: ErpContext, values: Values): PurchaseLineInput => {
  const object = lineObject(erp, values);
  if (object === undefined) throw refuse('An itemId, an accountId or a lineObjectNumber must be provided.');
  return { quantity: '0', ...otherValues(values), ...object };
};

const lineBy = (erp: ErpContext, systemId: string): PurchaseLine => {
  const line = erp.records.of(purchaseLine).bySystemId(systemId);
  if (line === undefined) throw new AppError('not_found', 'The Purchase Order Line does not exist.');
  return line;
};

const insert = (erp: ErpContext, body: Body): string => {
  const header = erp.records.of(purchaseHeader).bySystemId(String(body.values['documentId'] ?? ''));
  if (header?.documentType !== 'Order') throw refuse('The parent document does not exist: a documentId of a purchase order must be provided.');
  return addPurchaseLine(erp, header, purchaseLineInput(erp, body.values)).systemId;
};

const modify = (erp: ErpContext, systemId: string, body: Body): void => {
  changePurchaseLine(erp, lineBy(erp, systemId), { ...otherValues(body.values), ...lineObject(erp, body.values) });
};

/** How lines of purchase orders are written; the order's totals follow. */
export const purchaseOrderLineWrites: EntityWrites = {
  table: purchaseLine,
  accepts: ['itemId', 'accountId', 'lineType', 'lineObjectNumber', ...Object.keys(names)],
  acceptsOnInsert: ['documentId'],
  insert,
  modify,
  remove: (erp, systemId) => deletePurchaseLine(erp, lineBy(erp, systemId)),
};
