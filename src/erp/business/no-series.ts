import { noSeriesLine } from '../tables/index.ts';
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

/**
 * The next number of a series on that date, taken for good inside the caller's transaction: rolled back with
 * it, so a posted series has no gap and no number is given twice.
 */
export const nextNo = (ctx: ErpContext, series: string, date: string): string => {
  const lines = ctx.records.of(noSeriesLine);
  const line = lines.find({ seriesCode: series, open: true }, ['startingDate']).findLast((one) => one.startingDate <= date);
  if (!line) throw dialogError(`You cannot assign new numbers from the number series ${series} on ${date}.`);
  const no = line.lastNoUsed === '' ? line.startingNo : incrementNo(line.lastNoUsed, Math.max(1, line.incrementByNo));
  if (no === undefined || (line.endingNo !== '' && (no.length > line.endingNo.length || no > line.endingNo))) {
    throw dialogError(`You cannot assign new numbers from the number series ${series}.`);
  }
  lines.update(line, { lastNoUsed: no, lastDateUsed: date });
  return no;
};
