import { decimal } from '../../../kernel/money.ts';
import { completeValues, salesHeader, salesLine } from '../../tables/index.ts';
import { fieldProblem, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { quantitiesToPost, type QuantitiesToPost } from './quantities-to-post.ts';
import { checkSalesOpen } from './sales-documents.ts';
import { newSalesLine, salesLineValues, type SalesLineInput } from './sales-line.ts';
import { checkSalesPostable } from './sales-postable.ts';
import { recalculateSales, salesLinesOf, type SalesHeader, type SalesLine } from './sales-totals.ts';

const reread = (ctx: ErpContext, line: SalesLine): SalesLine => ctx.records.of(salesLine).require(line.documentType, line.documentNo, line.lineNo);

/** Chooses how much of an order line is posted next; allowed on released orders too. The header counts as changed. */
const chooseQuantities = (ctx: ErpContext, header: SalesHeader, choice: { line: SalesLine; wanted: Partial<QuantitiesToPost> }): void => {
  checkSalesPostable(ctx, header);
  ctx.records.of(salesLine).update(choice.line, quantitiesToPost(choice.line, choice.wanted));
  ctx.records.of(salesHeader).update(header, {});
};

const isChosen = ({ qtyToShip, qtyToInvoice }: Partial<SalesLineInput>): boolean => qtyToShip !== undefined || qtyToInvoice !== undefined;

/** Adds a line at the end of an open document and brings its totals up to date. */
export const addSalesLine = (ctx: ErpContext, header: SalesHeader, input: SalesLineInput): SalesLine => {
  checkSalesOpen(header);
  const lineNo = input.lineNo ?? (salesLinesOf(ctx, header).at(-1)?.lineNo ?? 0) + 10000;
  const line = ctx.records.of(salesLine).insert(newSalesLine(ctx, header, { input, place: { documentNo: header.no, lineNo } }));
  recalculateSales(ctx, header, salesLinesOf(ctx, header));
  return reread(ctx, line);
};

/** What a changed line was given before: a new item or quantity brings a new price unless one is given. */
const inputOf = (line: SalesLine, changes: Partial<SalesLineInput>): SalesLineInput => {
  const type = changes.type ?? (line.type === ' ' || line.type === 'G/L Account' ? line.type : 'Item');
  const isSameObject = type === line.type && (changes.no === undefined || changes.no === line.no);
  const isRepriced = line.type === 'Item' && (!isSameObject || changes.quantity !== undefined);
  const { description, description2, shipmentDate, unitOfMeasureCode, vatProdPostingGroup } = line;
  return {
    type,
    no: line.no,
    quantity: line.quantity,
    locationCode: line.locationCode,
    ...(isRepriced ? {} : { unitPrice: line.unitPrice, lineDiscountPercent: line.lineDiscountPercent }),
    ...(isSameObject ? { description, description2, shipmentDate, unitOfMeasureCode, vatProdPostingGroup } : {}),
    ...changes,
  };
};

const checkShipped = (line: SalesLine, input: SalesLineInput): void => {
  if (input.no !== line.no || input.type !== line.type) testField({ table: salesLine, record: line, field: 'quantityShipped' }, '0');
  if (decimal(input.quantity).gte(line.quantityShipped)) return;
  throw fieldProblem(
    { table: salesLine, record: { ...line, quantity: input.quantity }, field: 'quantity' },
    `must not be less than Quantity Shipped (${line.quantityShipped})`,
  );
};

const changeValues = (ctx: ErpContext, header: SalesHeader, change: { line: SalesLine; changes: Partial<SalesLineInput> }): void => {
  const { line, changes } = change;
  checkSalesOpen(header);
  const input = inputOf(line, changes);
  checkShipped(line, input);
  const values = salesLineValues(ctx, header, { input, place: { documentNo: line.documentNo, lineNo: line.lineNo } });
  const outstandingQuantity = decimal(values.quantity ?? '0')
    .minus(line.quantityShipped)
    .toFixed();
  const qtyToInvoice = decimal(values.quantity ?? '0')
    .minus(line.quantityInvoiced)
    .toFixed();
  const own = values.type === ' ' ? completeValues(salesLine, values) : values;
  ctx.records.of(salesLine).update(line, { ...own, outstandingQuantity, qtyToShip: outstandingQuantity, qtyToInvoice });
  recalculateSales(ctx, header, salesLinesOf(ctx, header));
};

/** Changes a line of an open document; how much of an order line is posted next may be chosen on a released one too. */
export const changeSalesLine = (ctx: ErpContext, line: SalesLine, changes: Partial<SalesLineInput>): SalesLine => {
  const header = ctx.records.of(salesHeader).require(line.documentType, line.documentNo);
  if (!isChosen(changes) || Object.keys(changes).some((name) => name !== 'qtyToShip' && name !== 'qtyToInvoice')) {
    changeValues(ctx, header, { line, changes });
  }
  if (isChosen(changes)) chooseQuantities(ctx, header, { line: reread(ctx, line), wanted: changes });
  return reread(ctx, line);
};

/** Deletes a line of an open document unless something of it was shipped and not invoiced. */
export const deleteSalesLine = (ctx: ErpContext, line: SalesLine): void => {
  const header = ctx.records.of(salesHeader).require(line.documentType, line.documentNo);
  checkSalesOpen(header);
  testField({ table: salesLine, record: line, field: 'qtyShippedNotInvoiced' }, '0');
  ctx.records.of(salesLine).delete(line);
  recalculateSales(ctx, header, salesLinesOf(ctx, header));
};
