import type { EntityManager } from 'typeorm';

/** `shared` locks go together; an `exclusive` one goes with none. */
export type LockMode = 'shared' | 'exclusive';

/** What sp_getapplock answers the one of two that wait for each other's locks that is to let go (Microsoft Learn, "sp_getapplock"). */
const deadlockVictim = -3;

/** A transaction waited for another that waits for it, and is the one that lets go: it may be run again. */
export class LockDeadlock extends Error {}

/**
 * Holds a named lock until the manager's transaction ends; waits for whoever holds it. On SQLite there
 * is nothing to do: its transactions run one at a time. Throws where the server gives no lock, `LockDeadlock` where
 * that is for another's sake.
 */
export const holdLock = async (manager: EntityManager, name: string, mode: LockMode): Promise<void> => {
  if (manager.connection.options.type !== 'mssql') return;
  const [row] = await manager.query<{ granted: number }[]>(
    `DECLARE @granted int; EXEC @granted = sp_getapplock @Resource = @0, @LockMode = @1, @LockOwner = 'Transaction'; SELECT @granted AS granted`,
    [name, mode === 'shared' ? 'Shared' : 'Exclusive'],
  );
  // sp_getapplock answers 0 or 1 where the lock was granted, less where it was not.
  if (row && row.granted >= 0) return;
  const message = `the lock ${name} was not granted (${row?.granted ?? 'no answer'})`;
  throw row?.granted === deadlockVictim ? new LockDeadlock(message) : new Error(message);
};
