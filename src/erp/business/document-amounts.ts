import { decimal, money, type Money } from '../../kernel/money.ts';

/** What a line's amounts follow from. */
export interface PricedLine {
  readonly quantity: string;
  /** Unit price or direct unit cost, without VAT. */
  readonly unitPrice: string;
  readonly lineDiscountPercent: string;
  readonly vatPercent: string;
}

/** A line's amounts; `amount` is without VAT. */
export interface LineAmounts {
  readonly lineDiscountAmount: Money;
  readonly lineAmount: Money;
  readonly amount: Money;
  readonly amountIncludingVat: Money;
}

/** A document's totals. */
export interface DocumentTotals {
  readonly amount: Money;
  readonly amountIncludingVat: Money;
}

/**
 * The amounts of a whole document. Each line is rounded to cents; VAT is rounded once per rate over the sum of
 * its lines, and the rounding difference is carried from line to line, so that the lines add up to the
 * document's VAT exactly.
 */
export const documentAmounts = (lines: readonly PricedLine[]): { readonly lines: readonly LineAmounts[]; readonly totals: DocumentTotals } => {
  const carried = new Map<string, { base: ReturnType<typeof decimal>; vat: ReturnType<typeof decimal> }>();
  let amount = decimal(0);
  let including = decimal(0);
  const result = lines.map((line): LineAmounts => {
    const gross = decimal(line.quantity).times(line.unitPrice).toDecimalPlaces(2);
    const discount = gross.times(line.lineDiscountPercent).dividedBy(100).toDecimalPlaces(2);
    const net = gross.minus(discount);
    const before = carried.get(line.vatPercent) ?? { base: decimal(0), vat: decimal(0) };
    const base = before.base.plus(net);
    const vat = base.times(line.vatPercent).dividedBy(100).toDecimalPlaces(2);
    carried.set(line.vatPercent, { base, vat });
    const lineIncluding = net.plus(vat).minus(before.vat);
    amount = amount.plus(net);
    including = including.plus(lineIncluding);
    return { lineDiscountAmount: money(discount), lineAmount: money(net), amount: money(net), amountIncludingVat: money(lineIncluding) };
  });
  return { lines: result, totals: { amount: money(amount), amountIncludingVat: money(including) } };
};
