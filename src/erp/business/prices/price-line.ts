import { decimal } from '../../../kernel/money.ts';
import { item, type RowOf, type Table } from '../../tables/index.ts';
import { fieldError, notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';

/** What every price and discount line has, whatever table it is in. */
export interface PriceLine {
  readonly itemNo: string;
  readonly startingDate: string;
  readonly endingDate: string;
  readonly minimumQuantity: string;
  readonly currencyCode: string;
}

/** Throws `… must not be negative` for the first of these columns that is. */
export const requireNotNegative = (table: Table, values: Readonly<Record<string, string>>): void => {
  for (const [column, value] of Object.entries(values)) {
    const caption = table.columns[column]?.caption ?? column;
    if (decimal(value).isNegative() && !decimal(value).isZero()) throw fieldError(caption, `${caption} must not be negative in ${table.name}.`);
  }
};

/** The item that a line names in that column; an unknown one throws in Business Central's words. */
export const requirePricedItem = (ctx: ErpContext, { table, field }: { table: Table; field: string }, itemNo: string): RowOf<typeof item> => {
  const card = ctx.records.of(item).get(itemNo);
  if (card === undefined) throw notInRelatedTable(table, field, { value: itemNo, table: item });
  return card;
};

/**
 * The currency as price lines keep it: blank for the local currency, by its code or by none. Prices in other
 * currencies are not kept here, and a code that is not the local one throws.
 */
export const priceCurrency = (ctx: ErpContext, table: Table, currencyCode: string): string => {
  const code = currencyCode.trim().toUpperCase();
  const { lcyCode } = ctx.setup.generalLedger;
  if (code === '' || code === lcyCode) return '';
  throw fieldError('Currency Code', `Currency Code must be ${lcyCode} or blank in ${table.name}. Current value is '${code}'.`);
};

/** Throws if a line ends before it starts or asks for less than nothing. */
export const checkPriceLine = (table: Table, line: Pick<PriceLine, 'startingDate' | 'endingDate' | 'minimumQuantity'>): void => {
  requireNotNegative(table, { minimumQuantity: line.minimumQuantity });
  if (line.endingDate !== '' && line.endingDate < line.startingDate) {
    throw fieldError('Starting Date', `Starting Date cannot be after Ending Date in ${table.name}.`);
  }
};
