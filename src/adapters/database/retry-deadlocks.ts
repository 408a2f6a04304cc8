import { QueryFailedError } from 'typeorm';
import { LockDeadlock } from '../../kernel/transaction-lock.ts';

/** SQL Server's number for a transaction that was undone because it and another waited for each other. */
const deadlockVictim = 1205;
/** More tries than this would hide that something is built wrong. */
const maxTries = 5;

const isDeadlock = (error: unknown): boolean =>
  error instanceof LockDeadlock ||
  (error instanceof QueryFailedError && (error.driverError as { readonly number?: unknown }).number === deadlockVictim);

/** Runs a transaction again that the server chose to undo so that another could go on; anything else it fails with is passed on. */
export const retryDeadlocks = async <Result>(transaction: () => Promise<Result>): Promise<Result> => {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      if (tries === maxTries || !isDeadlock(error)) throw error;
    }
  }
};
