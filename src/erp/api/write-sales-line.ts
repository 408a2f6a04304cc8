import { AppError } from '../../kernel/errors.ts';
import { addSalesLine, changeSalesLine, deleteSalesLine } from '../business/index.ts';
import type { ErpContext, SalesLine, SalesLineInput } from '../business/index.ts';
import { location, salesLine, unitOfMeasure } from '../tables/index.ts';
import { codeById } from './code-by-id.ts';
import { lineObject, lineObjectNames, newLineObject } from './document-line-object.ts';
import type { Fields } from './field.ts';
import { renamed } from './renamed.ts';
import { changeableDraft } from './sales-document-kind.ts';
import type { SalesDocumentKind } from './sales-document-kind.ts';
import type { Body, BodyValue, EntityWrites } from './write-context.ts';

type Values = Readonly<Record<string, BodyValue>>;

/** What any line may have. */
const texts = { description: 'description', description2: 'description2' } as const satisfies Record<string, keyof SalesLineInput>;

/** What a comment has none of; a discount in money goes before one in percent. */
const amounts = {
  quantity: 'quantity',
  unitPrice: 'unitPrice',
  discountPercent: 'lineDiscountPercent',
  discountAmount: 'lineDiscountAmount',
  shipmentDate: 'shipmentDate',
  unitOfMeasureCode: 'unitOfMeasureCode',
  taxCode: 'vatProdPostingGroup',
  shipQuantity: 'qtyToShip',
  invoiceQuantity: 'qtyToInvoice',
} as const satisfies Record<string, keyof SalesLineInput>;

const ids = ['unitOfMeasureId', 'locationId'] as const;

const notOnComments = [...Object.keys(amounts), ...ids];

const idValues = (erp: ErpContext, values: Values): Partial<SalesLineInput> => {
  const unit = 'unitOfMeasureId' in values ? codeById(erp, unitOfMeasure, values['unitOfMeasureId']) : undefined;
  if (unit !== undefined && 'unitOfMeasureCode' in values && String(values['unitOfMeasureCode']).toUpperCase() !== unit) {
    throw new AppError('unprocessable', 'The unit of measure values do not match to a specific Unit of Measure.');
  }
  return {
    ...(unit === undefined ? {} : { unitOfMeasureCode: unit }),
    ...('locationId' in values ? { locationCode: codeById(erp, location, values['locationId']) } : {}),
  };
};

const ownValues = (erp: ErpContext, values: Values): Partial<SalesLineInput> => ({
  ...renamed(values, texts),
  ...renamed(values, amounts),
  ...idValues(erp, values),
});

/** A new line's values for the business rules; without a quantity it is 0, which those rules refuse in their own words. */
export const salesLineInput = (erp: ErpContext, values: Values): SalesLineInput => ({
  quantity: '0',
  ...ownValues(erp, values),
  ...('sequence' in values ? { lineNo: Number(values['sequence']) } : {}),
  ...newLineObject(erp, values, notOnComments),
});

/** How lines of a kind of sales document are written: those of their fields that follow from nothing else. The totals follow. */
export const salesLineWrites = (kind: SalesDocumentKind, fields: Fields): EntityWrites => {
  const lineBy = (erp: ErpContext, systemId: string): SalesLine => {
    const line = erp.records.of(salesLine).bySystemId(systemId);
    if (line !== undefined) return line;
    throw new AppError('unprocessable', `The ${kind.noun} has been posted and can no longer be modified.`);
  };
  return {
    table: salesLine,
    accepts: [...lineObjectNames, ...Object.keys(texts), ...notOnComments].filter((name) => name in fields),
    acceptsOnInsert: ['documentId', 'sequence'],
    insert: (erp: ErpContext, body: Body) => {
      const { documentId } = body.values;
      if (documentId === undefined) throw new AppError('unprocessable', 'You must specify a document id to get the lines.');
      const header = changeableDraft(erp, kind, String(documentId));
      return addSalesLine(erp, header, salesLineInput(erp, body.values)).systemId;
    },
    modify: (erp, systemId, { values }) => {
      changeSalesLine(erp, lineBy(erp, systemId), { ...ownValues(erp, values), ...lineObject(erp, values, notOnComments) });
    },
    remove: (erp, systemId) => deleteSalesLine(erp, lineBy(erp, systemId)),
  };
};
