import { AppError } from '../../../src/kernel/errors.ts';
import { decimal } from '../../../src/kernel/money.ts';

/** A step of business without what is done: numbers that choose with whom, with what and how much. */
export interface Step {
  readonly which: number;
  readonly other: number;
  readonly quantity: number;
  readonly cents: number;
}

/** One of the values; there being none is a refusal like any other. */
export const choose = <T>(values: readonly T[], which: number): T => {
  const value = values[which % values.length];
  if (value === undefined) throw new AppError('unprocessable', 'There is nothing of that kind.');
  return value;
};

export const quantityOf = (step: Step): string => decimal(step.quantity).dividedBy(8).toFixed();
export const costOf = (step: Step): string => decimal(step.cents).dividedBy(1000).toFixed();
