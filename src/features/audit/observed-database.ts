import type { EntityManager } from 'typeorm';
import type { Database, Write } from '../../kernel/database.ts';
import { stopwatch, type Telemetry } from '../../kernel/telemetry.ts';
import { measures } from '../telemetry/index.ts';
import { areLogged, type LoggedEvents } from './logged-events.ts';

/**
 * A database that tells telemetry of log records: how long they took to become durable, and, only then, what they say.
 * Other writes pass unseen.
 */
export const observedDatabase = <Given extends Database>(database: Given, telemetry: Telemetry, events: LoggedEvents): Given => {
  const written = new WeakMap<EntityManager, Write[]>();

  const told = (writes: readonly Write[], seconds: number, result: 'ok' | 'failed'): void => {
    if (!areLogged(writes)) return;
    telemetry.meters.record(measures.logCommitSeconds, seconds, { result });
    const span = telemetry.tracing.start({ name: 'audit_log.commit', ago: seconds, attributes: { 'db.system.name': systemNames[database.dialect] } });
    span.end(result === 'failed' ? 'audit_unavailable' : undefined);
    if (result === 'ok') events.committed(writes);
  };

  const observed = async <Result>(writes: () => readonly Write[], work: () => Promise<Result>): Promise<Result> => {
    const seconds = stopwatch();
    try {
      const result = await work();
      told(writes(), seconds(), 'ok');
      return result;
    } catch (error) {
      told(writes(), seconds(), 'failed');
      throw error;
    }
  };

  return {
    ...database,
    commit: (writes: readonly Write[]) =>
      observed(
        () => writes,
        () => database.commit(writes),
      ),
    transaction: <Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> => {
      let applied: Write[] = [];
      return observed(
        () => applied,
        () =>
          database.transaction((manager) => {
            // Run again after a deadlock, it begins anew.
            applied = [];
            written.set(manager, applied);
            return work(manager);
          }),
      );
    },
    apply: async (manager: EntityManager, writes: readonly Write[]) => {
      written.get(manager)?.push(...writes);
      await database.apply(manager, writes);
    },
  };
};

const systemNames = { sqlite: 'sqlite', mssql: 'microsoft.sql_server' } as const;
