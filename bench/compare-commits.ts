import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.ts';
import type { CommitFigures, CommitJob } from './commit-child.ts';
import { median } from './statistics.ts';

/** How often and how long each way of committing is measured. */
export interface CommitPlan {
  readonly folder: string;
  readonly repetitions: number;
  readonly millis: number;
  readonly say: (what: string) => void;
}

/** One way of committing attempts: medians over the repetitions. */
export interface CommitResult extends CommitFigures {
  readonly name: string;
}

const ways: readonly { readonly name: string; readonly way: CommitJob['way'] }[] = [
  { name: 'better-sqlite3 by hand, 1 to a commit', way: { kind: 'raw', perCommit: 1 } },
  { name: 'better-sqlite3 by hand, 64 to a commit', way: { kind: 'raw', perCommit: 64 } },
  { name: 'group commit, 1 caller', way: { kind: 'group', callers: 1 } },
  { name: 'group commit, 16 callers', way: { kind: 'group', callers: 16 } },
  { name: 'group commit, 256 callers', way: { kind: 'group', callers: 256 } },
];

const runWay = async (plan: CommitPlan, way: CommitJob['way']): Promise<CommitFigures> => {
  const folder = mkdtempSync(join(plan.folder, 'commits-'));
  try {
    return await runChild<CommitFigures>('commit-child', { way, folder, millis: plan.millis } satisfies CommitJob);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Measures every way in each repetition, one after the other, each in a fresh process on a fresh file. */
export const compareCommits = async (plan: CommitPlan): Promise<readonly CommitResult[]> => {
  const runs = new Map<string, CommitFigures[]>(ways.map(({ name }) => [name, []]));
  for (let repetition = 1; repetition <= plan.repetitions; repetition++) {
    plan.say(`commits, ${repetition} of ${plan.repetitions}`);
    for (const { name, way } of ways) runs.get(name)?.push(await runWay(plan, way));
  }
  return [...runs].map(([name, all]) => ({
    name,
    perSecond: median(all.map((run) => run.perSecond)),
    cpuMicros: median(all.map((run) => run.cpuMicros)),
  }));
};
