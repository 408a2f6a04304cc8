import { dialogError } from './business-error.ts';
import { addDays, addMonths, endOfMonth } from './dates.ts';

const term = /([+-]?)(C?)(\d*)([DWMQY])/g;
const whole = /^([+-]?(C[DWMQY]|\d+[DWMQY]))+$/;

const unitStep = (date: string, amount: number, unit: string): string => {
  if (unit === 'D') return addDays(date, amount);
  if (unit === 'W') return addDays(date, amount * 7);
  return addMonths(date, amount * (unit === 'M' ? 1 : unit === 'Q' ? 3 : 12));
};

const endOfUnit = (date: string, unit: string): string => {
  if (unit === 'M') return endOfMonth(date);
  if (unit === 'Y') return `${date.slice(0, 4)}-12-31`;
  if (unit === 'Q') return endOfMonth(addMonths(date, 2 - ((Number(date.slice(5, 7)) - 1) % 3)));
  return date;
};

/**
 * Business Central's CalcDate: `30D`, `2W`, `CM+15D`, `1M-1D`, from left to right; the blank formula answers
 * the date itself. C means the end of the current month, quarter or year. Throws on anything else.
 */
export const calcDate = (formula: string, date: string): string => {
  const text = formula.replace(/[<>\s]/g, '').toUpperCase();
  if (text === '') return date;
  if (!whole.test(text)) throw dialogError(`The date formula '${formula}' is not valid.`);
  let result = date;
  for (const [, sign, current, digits, unit] of text.matchAll(term)) {
    result = current === 'C' ? endOfUnit(result, unit!) : unitStep(result, Number(digits) * (sign === '-' ? -1 : 1), unit!);
  }
  return result;
};
