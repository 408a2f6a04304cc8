import { decimal, money } from '../../../kernel/money.ts';
import { generalPostingSetup, item } from '../../tables/index.ts';
import { fieldProblem } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkInventory, costOfQuantity, postItemMovement, refreshUnitCost } from '../ledger/item-movement.ts';
import { postVoucher, type PostedVoucher } from '../ledger/post-voucher.ts';
import { noDimensions, type GlLine, type Voucher } from '../ledger/voucher.ts';

/** A correction of stock: positive adds at the given unit cost, negative takes away at the item's own. */
export interface AdjustmentInput {
  readonly itemNo: string;
  readonly postingDate: string;
  readonly documentNo: string;
  readonly quantity: string;
  readonly unitCost?: string;
  readonly locationCode: string;
  readonly description: string;
}

/** Posts a stock correction: item ledger and value entry, inventory account against the adjustment account. */
export const postItemAdjustment = (ctx: ErpContext, input: AdjustmentInput): PostedVoucher => {
  const record = ctx.records.of(item).require(input.itemNo);
  const quantity = decimal(input.quantity);
  if (quantity.isZero()) throw fieldProblem({ table: item, record: { ...record, quantity: '0' }, field: 'quantity' }, 'must not be zero');
  const isIncrease = quantity.isPositive();
  if (!isIncrease) checkInventory(ctx, record.no, quantity.abs().toFixed());
  const value = isIncrease && input.unitCost !== undefined ? money(quantity.times(input.unitCost)) : costOfQuantity(record, quantity.abs().toFixed());
  const cost = isIncrease ? value : money(decimal(value).negated());
  const setup = ctx.setup.general('', record.genProdPostingGroup);
  const { postingDate, documentNo, description } = input;
  const voucher: Voucher = {
    postingDate,
    documentDate: postingDate,
    documentType: ' ',
    documentNo,
    externalDocumentNo: '',
    description,
    sourceCode: 'ITEMJNL',
  };
  const posted = postVoucher(ctx, voucher, {
    gl: [
      { account: ctx.setup.inventoryAccount(input.locationCode, record.inventoryPostingGroup), amount: cost, dimensions: noDimensions },
      {
        account: ctx.setup.account(generalPostingSetup, setup, 'inventoryAdjmtAccount'),
        amount: money(decimal(cost).negated()),
        dimensions: noDimensions,
      },
    ],
    vat: [],
  });
  postItemMovement(ctx, {
    item: record,
    entryType: isIncrease ? 'Positive Adjmt.' : 'Negative Adjmt.',
    documentType: ' ',
    documentNo,
    documentLineNo: 0,
    postingDate,
    sourceType: 'Item',
    sourceNo: record.no,
    description,
    locationCode: input.locationCode,
    quantity: input.quantity,
    cost,
    isInvoiced: true,
    salesAmount: money(0),
    dimensions: noDimensions,
  });
  refreshUnitCost(ctx, record);
  return posted;
};

/** A general journal document on G/L accounts alone: debits positive, credits negative, summing to zero. */
export const postGeneralEntry = (ctx: ErpContext, voucher: Omit<Voucher, 'sourceCode'>, lines: readonly GlLine[]): PostedVoucher =>
  postVoucher(ctx, { ...voucher, sourceCode: 'GENJNL' }, { gl: lines.map((line) => ({ ...line, isDirect: true })), vat: [] });
