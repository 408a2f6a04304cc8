import type { Logger } from 'pino';
import { describeError } from '../../kernel/errors.ts';
import { AtAnotherNode } from './session-claim.ts';

/**
 * Does a piece of work that comes round again; where it fails, the log says so and what comes after it goes on. What another
 * node is at is left to that one, without a word.
 */
export const guarded = async (logger: Logger, work: () => Promise<void>, problem: string): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AtAnotherNode)) logger.warn({ err: error }, `${problem}: ${describeError(error)}`);
  }
};
