import { decimal, money, sum, type Money } from '../../kernel/money.ts';

/** What a line's amounts follow from. */
export interface PricedLine {
  readonly quantity: string;
  /** Unit price or direct unit cost, without VAT. */
  readonly unitPrice: string;
  readonly lineDiscountPercent: string;
  /** A discount that was given as an amount; it stands as long as the percentage is what it comes to. */
  readonly lineDiscountAmount?: string;
  /** The line's share of the document's invoice discount. */
  readonly invDiscountAmount?: string;
  readonly vatPercent: string;
}

/** A line's amounts; `lineAmount` is before and `amount` after the invoice discount, both without VAT. */
export interface LineAmounts {
  readonly lineDiscountAmount: Money;
  readonly lineAmount: Money;
  readonly invDiscountAmount: Money;
  readonly amount: Money;
  readonly amountIncludingVat: Money;
}

/** A document's totals. */
export interface DocumentTotals {
  readonly amount: Money;
  readonly amountIncludingVat: Money;
}

type Exact = ReturnType<typeof decimal>;

/** A discount in percent of a line's gross amount, to five places as documents keep it; 0 of nothing. */
export const discountPercentOf = (discount: string, gross: Exact): Exact =>
  gross.isZero() ? decimal(0) : decimal(discount).times(100).dividedBy(gross).toDecimalPlaces(5);

const discountOf = (line: PricedLine, gross: Exact): Exact => {
  const percent = decimal(line.lineDiscountPercent);
  if (percent.isZero()) return percent;
  const given = line.lineDiscountAmount;
  if (given !== undefined && discountPercentOf(given, gross).equals(percent)) return decimal(given);
  return gross.times(percent).dividedBy(100).toDecimalPlaces(2);
};

/** A line's amount before any discount, in cents. */
export const grossAmount = (line: Pick<PricedLine, 'quantity' | 'unitPrice'>): Exact =>
  decimal(line.quantity).times(line.unitPrice).toDecimalPlaces(2);

/**
 * The amounts of a whole document. Each line is rounded to cents; VAT is rounded once per rate over the sum of
 * its lines, and the rounding difference is carried from line to line, so that the lines add up to the
 * document's VAT exactly.
 */
export const documentAmounts = (lines: readonly PricedLine[]): { readonly lines: readonly LineAmounts[]; readonly totals: DocumentTotals } => {
  const carried = new Map<string, { base: Exact; vat: Exact }>();
  let amount = decimal(0);
  let including = decimal(0);
  const result = lines.map((line): LineAmounts => {
    const gross = grossAmount(line);
    const discount = discountOf(line, gross);
    const lineAmount = gross.minus(discount);
    const share = decimal(line.invDiscountAmount ?? 0);
    const net = lineAmount.minus(share.gt(lineAmount) ? lineAmount : share);
    const before = carried.get(line.vatPercent) ?? { base: decimal(0), vat: decimal(0) };
    const base = before.base.plus(net);
    const vat = base.times(line.vatPercent).dividedBy(100).toDecimalPlaces(2);
    carried.set(line.vatPercent, { base, vat });
    const lineIncluding = net.plus(vat).minus(before.vat);
    amount = amount.plus(net);
    including = including.plus(lineIncluding);
    return {
      lineDiscountAmount: money(discount),
      lineAmount: money(lineAmount),
      invDiscountAmount: money(lineAmount.minus(net)),
      amount: money(net),
      amountIncludingVat: money(lineIncluding),
    };
  });
  return { lines: result, totals: { amount: money(amount), amountIncludingVat: money(including) } };
};

/** An invoice discount spread over lines in proportion to their amounts, in cents that add up to it exactly. */
export const spreadDiscount = (lineAmounts: readonly string[], discount: string): readonly Money[] => {
  const total = sum(lineAmounts);
  let before = decimal(0);
  return lineAmounts.map((lineAmount) => {
    const from = total.isZero() ? total : before.times(discount).dividedBy(total).toDecimalPlaces(2);
    before = before.plus(lineAmount);
    const to = total.isZero() ? total : before.times(discount).dividedBy(total).toDecimalPlaces(2);
    return money(to.minus(from));
  });
};
