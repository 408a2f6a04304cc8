import { decimal, money } from '../../../kernel/money.ts';
import type { VatLine } from './voucher.ts';

/** A document line, as far as VAT entries need it. */
export interface TaxedLine {
  readonly vatProdPostingGroup: string;
  readonly vatPercent: string;
  readonly amount: string;
  readonly amountIncludingVat: string;
}

/** What a document's VAT entries have in common; `sign` is -1 where base and tax are entered negative (sales). */
export interface VatContext {
  readonly type: VatLine['type'];
  readonly sign: 1 | -1;
  readonly vatBusPostingGroup: string;
  readonly countryRegionCode: string;
}

/** One VAT line per product group of a document. */
export const vatLinesByGroup = (lines: readonly TaxedLine[], context: VatContext): readonly VatLine[] => {
  const { sign, ...common } = context;
  const groups = new Map<string, VatLine>();
  for (const line of lines) {
    const known = groups.get(line.vatProdPostingGroup);
    const base = decimal(line.amount)
      .times(sign)
      .plus(known?.base ?? 0);
    const tax = decimal(line.amountIncludingVat)
      .minus(line.amount)
      .times(sign)
      .plus(known?.amount ?? 0);
    const { vatPercent, vatProdPostingGroup } = line;
    groups.set(vatProdPostingGroup, { ...common, vatPercent, vatProdPostingGroup, base: money(base), amount: money(tax) });
  }
  return [...groups.values()];
};
