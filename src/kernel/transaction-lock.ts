import type { EntityManager } from 'typeorm';

/** `shared` locks go together; an `exclusive` one goes with none. */
export type LockMode = 'shared' | 'exclusive';

/**
 * Holds a named lock until the manager's transaction ends; waits for whoever holds it. On SQLite there
 * is nothing to do: its transactions run one at a time. Throws where the server gives no lock.
 */
export const holdLock = async (manager: EntityManager, name: string, mode: LockMode): Promise<void> => {
  if (manager.connection.options.type !== 'mssql') return;
  const [row] = await manager.query<{ granted: number }[]>(
    `DECLARE @granted int; EXEC @granted = sp_getapplock @Resource = @0, @LockMode = @1, @LockOwner = 'Transaction'; SELECT @granted AS granted`,
    [name, mode === 'shared' ? 'Shared' : 'Exclusive'],
  );
  // sp_getapplock answers 0 or 1 where the lock was granted, less where it was not.
  if (!row || row.granted < 0) throw new Error(`the lock ${name} was not granted (${row?.granted ?? 'no answer'})`);
};
