import { AppError } from '../../../src/kernel/errors.ts';

/** The words in which an operation is refused, or that it was not; anything but a refusal is thrown on. */
export const refusal = (operation: () => unknown): string => {
  try {
    operation();
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'internal') return thrown.message;
    throw thrown;
  }
  return 'not refused';
};
