import { join } from 'node:path';
import { runChild } from '../child.ts';
import { compareCommits, type CommitResult } from '../compare-commits.ts';
import { fixed, table } from '../table.ts';
import { makeLargeLog } from './large-log.ts';
import type { ReadFigures, ReadJob } from './read-child.ts';

/** What is measured, and how large. */
export interface AuditBenchPlan {
  /** Where the databases are made. */
  readonly folder: string;
  readonly attempts: number;
  readonly repetitions: number;
  readonly json: boolean;
  readonly say: (what: string) => void;
}

interface AuditReport {
  readonly node: string;
  readonly attempts: number;
  readonly reads: Readonly<Record<string, ReadFigures>>;
  readonly commits: readonly CommitResult[];
}

const pages = 300;
const reads: Readonly<Record<string, ReadJob['read']>> = {
  'page of 50 by user': { kind: 'pages', by: 'userId', pages },
  'page of 50 by agent': { kind: 'pages', by: 'agentId', pages },
  'page of 50 by tool': { kind: 'pages', by: 'tool', pages },
  'feed, 10,000 to a request': { kind: 'feed' },
  'CSV of everything': { kind: 'csv' },
};

const readRows = (report: AuditReport): readonly (readonly string[])[] =>
  Object.entries(report.reads).map(([name, { p50, p99, rowsPerSecond, peakMiB, baseMiB }]) => [
    name,
    fixed(p50, 1),
    fixed(p99, 1),
    fixed(rowsPerSecond, 0),
    fixed(peakMiB, 0),
    fixed(baseMiB, 0),
  ]);

const commitRows = ({ commits }: AuditReport): readonly (readonly string[])[] => {
  const [one, many] = commits;
  return commits.map(({ name, perSecond }) => [
    name,
    fixed(perSecond, 0),
    fixed(perSecond / (one?.perSecond ?? NaN), 2),
    fixed(perSecond / (many?.perSecond ?? NaN), 2),
  ]);
};

const printed = (report: AuditReport): string =>
  [
    `${report.attempts} attempts with their outcomes, Node ${report.node}`,
    table(['read', 'p50 ms', 'p99 ms', 'rows/s', 'peak MiB over base', 'base MiB'], readRows(report)),
    '',
    table(['attempts made durable', 'per second', '÷ 1 by hand', '÷ 64 by hand'], commitRows(report)),
  ].join('\n');

/** Measures reading a large log and writing to one; answers the report as it is to be printed. */
export const benchAudit = async ({ folder, attempts, repetitions, json, say }: AuditBenchPlan): Promise<string> => {
  const file = join(folder, 'audit.sqlite');
  say(`a log of ${attempts} attempts`);
  await makeLargeLog(file, attempts);
  const measured: Record<string, ReadFigures> = {};
  for (const [name, read] of Object.entries(reads)) {
    say(name);
    measured[name] = await runChild<ReadFigures>('audit/read-child', { file, read } satisfies ReadJob);
  }
  const commits = await compareCommits({ folder, repetitions, millis: 1_500, say });
  const report: AuditReport = { node: process.versions.node, attempts, reads: measured, commits };
  return json ? JSON.stringify(report, null, 2) : printed(report);
};
