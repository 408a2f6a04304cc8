import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from '../src/adapters/database/database.ts';
import { attemptWrites } from '../src/features/audit/index.ts';
import { sampleAttempt } from './sample-attempt.ts';

/* Entry of a process of its own: commits attempts for a while, one way, and sends the rate. */

/** One way of committing: by the program, for so many callers at once, or by hand, so many to a commit. */
export interface CommitJob {
  readonly way: { readonly kind: 'group'; readonly callers: number } | { readonly kind: 'raw'; readonly perCommit: number };
  readonly folder: string;
  readonly millis: number;
}

/** Attempts made durable a second, each with its place in the sequencer's queue, and the CPU each took. */
export interface CommitFigures {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

const warmUpMillis = 400;

/** Runs `commit` until the time is over; it answers how many attempts it made durable. */
const rate = async (millis: number, commit: () => Promise<number> | number): Promise<CommitFigures> => {
  const until = async (end: number): Promise<number> => {
    let count = 0;
    while (performance.now() < end) count += await commit();
    return count;
  };
  await until(performance.now() + warmUpMillis);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const count = await until(started + millis);
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (count / (performance.now() - started)) * 1000, cpuMicros: (user + system) / count };
};

/** Callers that each wait for their own attempt before they make the next, as tool calls do. */
const grouped = async (job: CommitJob, callers: number): Promise<CommitFigures> => {
  const database = await openDatabase(`sqlite:${join(job.folder, 'bench.sqlite')}`);
  const slice = 50;
  const caller = async (): Promise<void> => {
    for (let made = 0; made < slice; made++) await database.commit(attemptWrites(sampleAttempt()));
  };
  const figures = await rate(job.millis, async () => {
    await Promise.all(Array.from({ length: callers }, caller));
    return callers * slice;
  });
  await database.close();
  return figures;
};

/** The same rows in the same tables, with better-sqlite3's prepared statements, WAL and FULL, and nothing else. */
const raw = async (job: CommitJob, perCommit: number): Promise<CommitFigures> => {
  const file = join(job.folder, 'bench.sqlite');
  await (await openDatabase(`sqlite:${file}`)).close();
  const database = new BetterSqlite3(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  const hash = '0'.repeat(64);
  const columns = [...Object.keys(sampleAttempt()), 'recordHash'];
  const attempt = database.prepare(
    `INSERT INTO "SmartAgentToolCallLog" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  );
  const waiting = database.prepare(
    'INSERT INTO "SmartAgentLogOutbox" ("recordId", "tenantId", "recordType", "recordHash", "committedAt") VALUES (?, ?, ?, ?, ?)',
  );
  const insertAll = database.transaction((count: number) => {
    for (let made = 0; made < count; made++) {
      const record = sampleAttempt();
      attempt.run({ ...record, recordHash: hash });
      waiting.run(record.id, record.tenantId, 'attempt', hash, record.attemptedAt);
    }
    return count;
  });
  const figures = await rate(job.millis, () => insertAll(perCommit));
  database.close();
  return figures;
};

const run = (job: CommitJob): Promise<CommitFigures> => (job.way.kind === 'group' ? grouped(job, job.way.callers) : raw(job, job.way.perCommit));

process.on('disconnect', () => process.exit(1));
process.send?.({ kind: 'ready', value: await run(JSON.parse(process.argv[2] ?? '{}') as CommitJob) }, () => process.exit(0));
