import { SmartAgentSetup } from '../../entities/index.ts';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import { insert, type Write } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';

/** A place with an empty database for one run of a contract. */
export interface DatabaseHost {
  /** The empty database's URL. */
  readonly url: string;
  /** Takes the database away. */
  remove(): Promise<void>;
}

/** The database that a contract's tests share; each test keeps to a tenant of its own. */
export interface ContractDatabase {
  readonly database: OpenDatabase;
}

/** Opens a database before the tests around and removes it after them. */
export const contractDatabase = (open: () => Promise<DatabaseHost>): ContractDatabase => {
  const opened: { host?: DatabaseHost; database?: OpenDatabase } = {};
  before(async function () {
    this.timeout(300_000);
    opened.host = await open();
    opened.database = await openDatabase(opened.host.url);
  });
  after(async function () {
    this.timeout(240_000);
    await opened.database?.close();
    await opened.host?.remove();
  });
  return {
    get database(): OpenDatabase {
      if (!opened.database) throw new Error('the database is not open yet');
      return opened.database;
    },
  };
};

/** The write that sets a tenant up. */
export const setupOf = (tenantId: string, logRetentionDays = 365): Write =>
  insert(SmartAgentSetup, {
    ...{ tenantId, defaultTier: 'smart', defaultAutonomy: 'ask', logRetentionDays, transcriptRetentionDays: 90, dailyUserCredits: null },
    ...{
      approvalMinutes: 60,
      maxToolCallsPerTurn: 12,
      bindingWithoutAsk: '[]',
      agentRequestsPerMinute: 120,
      idempotencyKeyHours: 24,
      revision: 1,
      updatedAt: '2026-01-01T00:00:00.000Z',
    },
  });

/** What a promise failed with; undefined where it did not. */
export const failure = (work: Promise<unknown>): Promise<Error | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );

/** A new tenant's id. */
export const newTenant = (): string => randomIds.next();
