import { randomBytes } from 'node:crypto';
import { openDatabase } from '../../src/adapters/database/database.ts';
import { FeedStore, LogFeed } from '../../src/features/log-feed/index.ts';
import { LogStore, ToolCallLogPage } from '../../src/features/log-page/index.ts';
import { Subjects } from '../../src/features/subjects/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { percentile } from '../statistics.ts';
import { spread } from './large-log.ts';

/* Entry of a process of its own: reads a large log one way, and sends how fast that was and how much memory it took. */

/** What is read: pages of one filter, the whole feed, or everything as CSV. */
export interface ReadJob {
  readonly file: string;
  readonly read: { readonly kind: 'pages'; readonly by: 'userId' | 'agentId' | 'tool'; readonly pages: number } | { readonly kind: 'feed' | 'csv' };
}

/** Figures of one way of reading. Memory: the most that was resident beyond what the process had before it read, in MiB. */
export interface ReadFigures {
  readonly p50: number;
  readonly p99: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly bytes: number;
  readonly peakMiB: number;
  readonly baseMiB: number;
}

const mib = 1024 * 1024;
const values = { userId: ['user', spread.users], agentId: ['agent', spread.agents], tool: ['tool_', spread.tools] } as const;

const run = async ({ file, read }: ReadJob): Promise<ReadFigures> => {
  const database = await openDatabase(`sqlite:${file}`);
  const subjects = new Subjects(database, randomIds, { clock: systemClock, masterKey: randomBytes(32) });
  const page = new ToolCallLogPage({ store: new LogStore(database), subjects });
  const feed = new LogFeed({ store: new FeedStore(database), subjects });
  const taken: number[] = [];
  let [rows, bytes, peak] = [0, 0, 0];
  const seen = (): void => void (peak = Math.max(peak, process.memoryUsage.rss()));
  const timed = async (work: () => Promise<void>): Promise<void> => {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
    seen();
  };

  const onePage = async (by: keyof typeof values, index: number): Promise<void> => {
    const [prefix, count] = values[by];
    const value = `${prefix}${String((index * 7) % count).padStart(by === 'tool' ? 2 : 4, '0')}`;
    const found = await page.page(spread.tenantId, `$filter=${encodeURIComponent(`${by} eq '${value}'`)}&$top=50`);
    rows += found.entries.length;
  };
  const feedPage = async (after: number): Promise<number> => {
    const found = await feed.page(spread.tenantId, { after, limit: 10_000 });
    for await (const records of found.records()) {
      rows += records.length;
      bytes += JSON.stringify(records).length;
      seen();
    }
    return found.hasMore ? found.nextPosition : -1;
  };

  // What a first request loads is no part of what reading costs.
  await onePage('tool', 1);
  rows = 0;
  const base = process.memoryUsage.rss();
  const begun = performance.now();
  if (read.kind === 'pages') for (let index = 0; index < read.pages; index++) await timed(() => onePage(read.by, index));
  else if (read.kind === 'feed') for (let after = 0; after >= 0;) await timed(async () => void (after = await feedPage(after)));
  else
    await timed(async () => {
      for await (const text of page.csv(spread.tenantId, '', async (served) => void (rows = served))) {
        bytes += text.length;
        seen();
      }
    });
  const seconds = (performance.now() - begun) / 1000;
  await database.close();
  if (rows === 0) throw new Error('nothing was found');
  return {
    ...{ p50: percentile(taken, 0.5), p99: percentile(taken, 0.99), rows, rowsPerSecond: rows / seconds, bytes },
    ...{ peakMiB: (peak - base) / mib, baseMiB: base / mib },
  };
};

process.on('disconnect', () => process.exit(1));
process.send?.({ kind: 'ready', value: await run(JSON.parse(process.argv[2] ?? '{}') as ReadJob) }, () => process.exit(0));
