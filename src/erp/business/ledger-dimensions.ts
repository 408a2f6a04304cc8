import type { Dimensions, GlLine } from './ledger/voucher.ts';

/** The ledger's name for a document's or line's shortcut dimensions. */
export const ledgerDimensions = (record: {
  readonly shortcutDimension1Code: string;
  readonly shortcutDimension2Code: string;
  readonly dimensionSetId: number;
}): Dimensions => ({
  globalDimension1Code: record.shortcutDimension1Code,
  globalDimension2Code: record.shortcutDimension2Code,
  dimensionSetId: record.dimensionSetId,
});

/** The item of a document line, for its G/L line; nothing for lines on accounts. */
export const itemOf = (line: { readonly type: string; readonly no: string; readonly lineNo: number }): Pick<GlLine, 'item'> =>
  line.type === 'Item' ? { item: { no: line.no, lineNo: line.lineNo } } : {};
