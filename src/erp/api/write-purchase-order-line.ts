import { AppError } from '../../kernel/errors.ts';
import { addPurchaseLine, changePurchaseLine, deletePurchaseLine } from '../business/index.ts';
import type { ErpContext, PurchaseLine, PurchaseLineInput } from '../business/index.ts';
import { purchaseHeader, purchaseLine } from '../tables/index.ts';
import { lineObject, lineObjectNames, newLineObject } from './document-line-object.ts';
import { renamed } from './renamed.ts';
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

/** What a comment has none of. */
const amounts = ['quantity', 'directUnitCost', 'discountPercent'] as const;

/** A line's values for the business rules; without a quantity it is 0, which those rules refuse in their own words. */
export const purchaseLineInput = (erp: ErpContext, values: Values): PurchaseLineInput => ({
  quantity: '0',
  ...renamed(values, names),
  ...newLineObject(erp, values, amounts),
});

const lineBy = (erp: ErpContext, systemId: string): PurchaseLine => {
  const line = erp.records.of(purchaseLine).bySystemId(systemId);
  if (line === undefined) throw new AppError('not_found', 'The Purchase Order Line does not exist.');
  return line;
};

const insert = (erp: ErpContext, body: Body): string => {
  const header = erp.records.of(purchaseHeader).bySystemId(String(body.values['documentId'] ?? ''));
  if (header?.documentType !== 'Order')
    throw new AppError('unprocessable', 'The parent document does not exist: a documentId of a purchase order must be provided.');
  return addPurchaseLine(erp, header, purchaseLineInput(erp, body.values)).systemId;
};

const modify = (erp: ErpContext, systemId: string, body: Body): void => {
  changePurchaseLine(erp, lineBy(erp, systemId), { ...renamed(body.values, names), ...lineObject(erp, body.values, amounts) });
};

/** How lines of purchase orders are written; the order's totals follow. */
export const purchaseOrderLineWrites: EntityWrites = {
  table: purchaseLine,
  accepts: [...lineObjectNames, ...Object.keys(names)],
  acceptsOnInsert: ['documentId'],
  insert,
  modify,
  remove: (erp, systemId) => deletePurchaseLine(erp, lineBy(erp, systemId)),
};
