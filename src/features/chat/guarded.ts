import type { Logger } from 'pino';
import { describeError } from '../../kernel/errors.ts';

/** Does a piece of work that comes round again; where it fails, the log says so and what comes after it goes on. */
export const guarded = async (logger: Logger, work: () => Promise<void>, problem: string): Promise<void> => {
  try {
    await work();
  } catch (error) {
    logger.warn({ err: error }, `${problem}: ${describeError(error)}`);
  }
};
