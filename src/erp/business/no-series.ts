import { noSeries, noSeriesLine } from '../tables/index.ts';
import { dialogError } from './business-error.ts';
import type { ErpContext } from './context.ts';

/**
 * Business Central's IncStr: the last run of digits grows by `by`, its width kept (`PO-10999` → `PO-11000`,
 * `A99B` → `A100B`). Undefined if the text has no digits.
 */
export const incrementNo = (no: string, by = 1): string | undefined => {
  const match = /^(.*?)(\d+)(\D*)$/.exec(no);
  if (!match) return undefined;
  const [, prefix, digits, suffix] = match;
  return `${prefix}${(BigInt(digits!) + BigInt(by)).toString().padStart(digits!.length, '0')}${suffix}`;
};

const following = (ctx: ErpContext, series: string, date: string) => {
  const lines = ctx.records.of(noSeriesLine);
  const line = lines.find({ seriesCode: series, open: true }, ['startingDate']).findLast((one) => one.startingDate <= date);
  if (!line) throw dialogError(`You cannot assign new numbers from the number series ${series} on ${date}.`);
  const no = line.lastNoUsed === '' ? line.startingNo : incrementNo(line.lastNoUsed, Math.max(1, line.incrementByNo));
  if (no === undefined || (line.endingNo !== '' && (no.length > line.endingNo.length || no > line.endingNo))) {
    throw dialogError(`You cannot assign new numbers from the number series ${series}.`);
  }
  return { line, no };
};

/** The number that the series would give next on that date; it is not taken. */
export const peekNo = (ctx: ErpContext, series: string, date: string): string => following(ctx, series, date).no;

/**
 * The next number of a series on that date, taken for good inside the caller's transaction: rolled back with
 * it, so a posted series has no gap and no number is given twice.
 */
export const nextNo = (ctx: ErpContext, series: string, date: string): string => {
  const { line, no } = following(ctx, series, date);
  ctx.records.of(noSeriesLine).update(line, { lastNoUsed: no, lastDateUsed: date });
  return no;
};

/** Throws unless numbers of the series may be given by hand. */
export const checkManualNo = (ctx: ErpContext, series: string): void => {
  if (ctx.records.of(noSeries).get(series)?.manualNos === true) return;
  throw dialogError(
    `You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series ${series}.`,
  );
};
