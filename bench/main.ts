import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChild } from './child.ts';
import { compareCommits } from './compare-commits.ts';
import { compareTurns, runLoop, type TurnComparison } from './compare-turns.ts';
import { summarise, type CpuProfile, type ProfileSummary } from './cpu-profile.ts';
import { benchAudit } from './audit/bench-audit.ts';
import { benchErp } from './erp/bench-erp.ts';
import type { ErpAccess } from './erp-access.ts';
import { printed, type BenchReport } from './report.ts';
import type { ToolKind } from './bench-tools.ts';

/*
 * `npm run bench`: the governed turn against the bare `openai` loop, and the commit rate of the log. `npm run bench erp`:
 * the embedded ERP against better-sqlite3 by hand. `npm run bench audit`: reading and writing a large log. docs/performance.md says what is measured and how to read it.
 */

const usage = `npm run bench -- [options]
npm run bench erp -- [--dir PATH] [--json] [--customers N] [--entries N] [--invoices N]
npm run bench audit -- [--dir PATH] [--json] [--attempts N] [--repetitions N]
  --repetitions N   pairs of runs per load (default 5)
  --turns N         measured turns per run (default 160)
  --warm-up N       turns before them, unmeasured (default 400)
  --pace MS         pause between the pieces of the model's answer (default 0)
  --only WHAT       no-op, erp, commits or profile; may be given more than once (default: all but profile)
  --profile FILE    profile, too, and keep the governed turn's .cpuprofile in FILE
  --dir PATH        where databases are made; use the disk that matters (default: the system's temporary folder)
  --json            print one JSON document
  --customers N     erp: customers of the large company (default 20000)
  --entries N       erp: their ledger entries (default 200000)
  --invoices N      erp: invoices that are posted (default 300)
  --attempts N      audit: attempts in the large log (default 1000000)`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repetitions: { type: 'string', default: '5' },
    turns: { type: 'string', default: '160' },
    'warm-up': { type: 'string', default: '400' },
    pace: { type: 'string', default: '0' },
    only: { type: 'string', multiple: true, default: ['no-op', 'erp', 'commits'] },
    profile: { type: 'string' },
    dir: { type: 'string', default: tmpdir() },
    json: { type: 'boolean', default: false },
    customers: { type: 'string', default: '20000' },
    entries: { type: 'string', default: '200000' },
    invoices: { type: 'string', default: '300' },
    attempts: { type: 'string', default: '1000000' },
    help: { type: 'boolean', default: false },
  },
});

const say = (what: string): void => void process.stderr.write(`• ${what}\n`);

const wanted = new Set(options.only);
const repetitions = Number(options.repetitions);
const turns = Number(options.turns);
const warmUp = Number(options['warm-up']);

const profileOf = async (plan: Parameters<typeof runLoop>[0], loop: 'bare' | 'governed', file: string): Promise<ProfileSummary> => {
  say(`profile of the ${loop} turn`);
  await runLoop(plan, { loop, tools: 'no-op', inFlight: 16, profileTo: file });
  return summarise(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile);
};

const profiles = async (given: Parameters<typeof runLoop>[0]): Promise<BenchReport['profile']> => {
  if (!wanted.has('profile') && options.profile === undefined) return null;
  const plan = { ...given, turns: Math.max(given.turns, 300) };
  const bare = await profileOf(plan, 'bare', join(plan.folder, 'bare.cpuprofile'));
  return { turns: plan.turns, bare, governed: await profileOf(plan, 'governed', options.profile ?? join(plan.folder, 'governed.cpuprofile')) };
};

const measure = async (folder: string): Promise<BenchReport> => {
  const model = await startChild<string>('scripted-model-server', options.pace);
  const erp = wanted.has('erp') ? await startChild<ErpAccess>('erp-server', join(folder, 'erp')) : null;
  const plan = { folder, repetitions, turns, warmUp, modelUrl: model.value, erp: erp?.value ?? null, say };
  const kinds = (['no-op', 'erp'] satisfies ToolKind[]).filter((kind) => wanted.has(kind));
  const compared: TurnComparison[] = [];
  for (const tools of kinds) for (const inFlight of [1, 16]) compared.push(await compareTurns(plan, { tools, inFlight }));
  const found = await profiles(plan);
  await Promise.all([model.stop(), erp?.stop()]);
  const commits = wanted.has('commits') ? await compareCommits({ folder, repetitions, millis: 1_500, say }) : [];
  return {
    node: process.versions.node,
    cpus: availableParallelism(),
    repetitions,
    turnsPerRun: turns,
    warmUpTurns: warmUp,
    paceMillis: Number(options.pace),
    turns: compared,
    commits,
    profile: found,
  };
};

const measureErp = (folder: string): Promise<string> =>
  benchErp({
    folder,
    say,
    customers: Number(options.customers),
    entries: Number(options.entries),
    invoices: Number(options.invoices),
    json: options.json,
  });

const measureAudit = (folder: string): Promise<string> =>
  benchAudit({ folder, say, repetitions, attempts: Number(options.attempts), json: options.json });

const measureLoops = async (folder: string): Promise<string> => {
  const report = await measure(folder);
  return options.json ? JSON.stringify(report, null, 2) : printed(report);
};

const subjects: Readonly<Record<string, (folder: string) => Promise<string>>> = { erp: measureErp, audit: measureAudit };

const [subject, ...rest] = positionals;
if (options.help) console.log(usage);
else if (rest.length > 0 || (subject !== undefined && !Object.hasOwn(subjects, subject))) {
  console.error(`There is nothing called ${positionals.join(' ')} to measure.\n${usage}`);
  process.exitCode = 2;
} else {
  const folder = mkdtempSync(join(options.dir, 'smart-agents-bench-'));
  try {
    console.log(await (subjects[subject ?? ''] ?? measureLoops)(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
