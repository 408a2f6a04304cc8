import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import * as entities from '../../../entities/index.ts';
import { AppError } from '../../kernel/errors.ts';
import { Initial1790000000000 } from './migrations/1790000000000-initial.ts';
import { ExecutionStory1790200000000 } from './migrations/1790200000000-execution-story.ts';
import { AgentIdentity1791100000000 } from './migrations/1791100000000-agent-identity.ts';
import { ErpTokenCache1795600000000 } from './migrations/1795600000000-erp-token-cache.ts';
import { ExternalAgents1795710000000 } from './migrations/1795710000000-external-agents.ts';
import { UntrustedText1795900000000 } from './migrations/1795900000000-untrusted-text.ts';
import { Authority1796000000000 } from './migrations/1796000000000-authority.ts';
import { AskedAgents1796100000000 } from './migrations/1796100000000-asked-agents.ts';
import { MissedLookups1796400000000 } from './migrations/1796400000000-missed-lookups.ts';
import { UntoldEnds1796500000000 } from './migrations/1796500000000-untold-ends.ts';
import { EditedProposals1796600000000 } from './migrations/1796600000000-edited-proposals.ts';
import { AgentBudgets1796700000000 } from './migrations/1796700000000-agent-budgets.ts';
import { ServicePrincipals1796710000000 } from './migrations/1796710000000-service-principals.ts';
import { DaySeals1796800000000 } from './migrations/1796800000000-day-seals.ts';
import { Retention1796810000000 } from './migrations/1796810000000-retention.ts';
import { LogReaders1796900000000 } from './migrations/1796900000000-log-readers.ts';
import { EmailLog1796910000000 } from './migrations/1796910000000-email-log.ts';
import { LogOfACompany1796920000000 } from './migrations/1796920000000-log-of-a-company.ts';
import { HoldsAndErasures1797000000000 } from './migrations/1797000000000-holds-and-erasures.ts';
import { ErpApprovals1798000000000 } from './migrations/1798000000000-erp-approvals.ts';
import { AgentsToAsk1799000000000 } from './migrations/1799000000000-agents-to-ask.ts';
import { SaltedVersions1799100000000 } from './migrations/1799100000000-salted-versions.ts';
import { Nodes1799200000000 } from './migrations/1799200000000-nodes.ts';

const shared = {
  entities: Object.values(entities),
  migrations: [
    Initial1790000000000,
    ExecutionStory1790200000000,
    AgentIdentity1791100000000,
    ErpTokenCache1795600000000,
    ExternalAgents1795710000000,
    UntrustedText1795900000000,
    Authority1796000000000,
    AskedAgents1796100000000,
    MissedLookups1796400000000,
    UntoldEnds1796500000000,
    EditedProposals1796600000000,
    AgentBudgets1796700000000,
    ServicePrincipals1796710000000,
    DaySeals1796800000000,
    Retention1796810000000,
    LogReaders1796900000000,
    EmailLog1796910000000,
    LogOfACompany1796920000000,
    HoldsAndErasures1797000000000,
    ErpApprovals1798000000000,
    AgentsToAsk1799000000000,
    SaltedVersions1799100000000,
    Nodes1799200000000,
  ],
  migrationsTransactionMode: 'each' as const,
  synchronize: false,
  logging: false as const,
};

/** What SQLite needs to keep its word: WAL, a real fsync per commit, foreign keys; and what is deleted is overwritten with zeros. */
const prepareSqlite = (database: BetterSqlite3.Database): void => {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('secure_delete = ON');
  database.pragma('busy_timeout = 5000');
};

/** The file of a `sqlite:` URL. */
export const sqliteFile = (url: string): string => url.slice('sqlite:'.length);

/** How long a statement may take where the URL says nothing, in milliseconds; a lock that is waited for included. */
const statementMillis = 15_000;

/** The URL's `timeout`, in milliseconds; it is given in seconds. */
const timeoutOf = (url: URL): number => {
  const seconds = url.searchParams.get('timeout');
  if (seconds === null) return statementMillis;
  if (/^[1-9]\d{0,3}$/.test(seconds)) return Number(seconds) * 1000;
  throw new AppError('bad_request', 'The timeout in DATABASE_URL is not a number of seconds.', { remedy: 'Use 1 to 9999, e.g. ?timeout=30.' });
};

const sqlServerOptions = (url: string): DataSourceOptions => {
  const parsed = new URL(url);
  const timeout = timeoutOf(parsed);
  const encrypt = parsed.searchParams.get('encrypt') !== 'false';
  return {
    ...shared,
    type: 'mssql',
    host: parsed.hostname,
    port: Number(parsed.port || 1433),
    username: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)) || 'smartagents',
    options: { encrypt, trustServerCertificate: parsed.searchParams.get('trustServerCertificate') === 'true' },
    requestTimeout: timeout,
    connectionTimeout: timeout,
    pool: { max: 16, min: 1, acquireTimeoutMillis: 2 * timeout },
  };
};

/**
 * The options for a database URL: `sqlite:PATH` or `mssql://user:password@host:port/database`.
 * `readonly` opens a second SQLite connection that cannot write; on SQL Server, a second pool.
 */
export const dataSourceOptions = (url: string, mode: 'readwrite' | 'readonly' = 'readwrite'): DataSourceOptions => {
  if (url.startsWith('mssql://')) return sqlServerOptions(url);
  if (!url.startsWith('sqlite:')) {
    throw new AppError('bad_request', 'DATABASE_URL names no database we know.', {
      remedy: 'Use sqlite:PATH or mssql://user:password@host:port/database.',
    });
  }
  const database = sqliteFile(url);
  return mode === 'readonly'
    ? { ...shared, type: 'better-sqlite3', database, readonly: true, fileMustExist: true }
    : { ...shared, type: 'better-sqlite3', database, prepareDatabase: (opened: unknown) => prepareSqlite(opened as BetterSqlite3.Database) };
};

/** Opens the database, creating the SQLite file's folder where it is missing. */
export const openDataSource = async (url: string, mode: 'readwrite' | 'readonly' = 'readwrite'): Promise<DataSource> => {
  if (url.startsWith('sqlite:')) mkdirSync(dirname(sqliteFile(url)), { recursive: true });
  return new DataSource(dataSourceOptions(url, mode)).initialize();
};
