import type { Dimensions } from './ledger/voucher.ts';

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
