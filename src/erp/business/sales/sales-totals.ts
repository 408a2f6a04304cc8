import { decimal, sum } from '../../../kernel/money.ts';
import { salesHeader, salesLine, type RowOf } from '../../tables/index.ts';
import { fieldProblem } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { documentAmounts, spreadDiscount, type LineAmounts } from '../document-amounts.ts';

/** A stored sales document header. */
export type SalesHeader = RowOf<typeof salesHeader>;
/** A stored sales document line. */
export type SalesLine = RowOf<typeof salesLine>;

/** The lines of a sales document in line order. */
export const salesLinesOf = (ctx: ErpContext, header: Pick<SalesHeader, 'documentType' | 'no'>): SalesLine[] =>
  ctx.records.of(salesLine).find({ documentType: header.documentType, documentNo: header.no });

/** The lines with their shares of the header's invoice discount; one that exceeds the lines throws. */
const withDiscountShares = (header: SalesHeader, lines: readonly SalesLine[]): readonly SalesLine[] => {
  const { invoiceDiscountAmount } = header;
  if (decimal(invoiceDiscountAmount).isZero() && lines.every((line) => decimal(line.invDiscountAmount).isZero())) return lines;
  const lineAmounts = documentAmounts(lines.map((line) => ({ ...line, invDiscountAmount: '0' }))).lines.map((one) => one.lineAmount);
  if (decimal(invoiceDiscountAmount).isNegative() || decimal(invoiceDiscountAmount).gt(sum(lineAmounts))) {
    const at = { table: salesHeader, record: header, field: 'invoiceDiscountAmount' };
    throw fieldProblem(at, `must be between 0 and ${sum(lineAmounts).toFixed(2)}`);
  }
  const shares = spreadDiscount(lineAmounts, invoiceDiscountAmount);
  return lines.map((line, at) => ({ ...line, invDiscountAmount: shares[at] ?? '0' }));
};

const isSame = (line: SalesLine, now: LineAmounts): boolean =>
  (['amount', 'amountIncludingVat', 'lineAmount', 'lineDiscountAmount', 'invDiscountAmount'] as const).every((name) => line[name] === now[name]);

/**
 * Recomputes amounts, VAT and totals of a document; answers header and lines as they are now. Who has changed lines
 * or the invoice discount passes the lines: the discount is then spread anew, and the header counts as changed even
 * if its totals did not.
 */
export const recalculateSales = (
  ctx: ErpContext,
  header: SalesHeader,
  known?: readonly SalesLine[],
): { readonly header: SalesHeader; readonly lines: readonly SalesLine[] } => {
  const stored = known ?? salesLinesOf(ctx, header);
  const { lines: amounts, totals } = documentAmounts(known === undefined ? stored : withDiscountShares(header, stored));
  const lines = stored.map((line, at) => {
    const now = amounts[at]!;
    return isSame(line, now) ? line : ctx.records.of(salesLine).update(line, now);
  });
  const completelyShipped = lines.length > 0 && lines.every((line) => decimal(line.outstandingQuantity).isZero());
  const isUnchanged =
    header.amount === totals.amount && header.amountIncludingVat === totals.amountIncludingVat && header.completelyShipped === completelyShipped;
  return {
    header: isUnchanged && known === undefined ? header : ctx.records.of(salesHeader).update(header, { ...totals, completelyShipped }),
    lines,
  };
};
