import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ToolKind } from './bench-tools.ts';
import { runChild } from './child.ts';
import type { ErpAccess } from './erp-access.ts';
import { median, range } from './statistics.ts';
import type { TurnFigures, TurnJob } from './turn-child.ts';

/** What is compared, against what, and how often. */
export interface TurnComparisonPlan {
  readonly folder: string;
  readonly repetitions: number;
  readonly turns: number;
  /** Turns before the measured ones, until the compiler has settled. */
  readonly warmUp: number;
  readonly modelUrl: string;
  readonly erp: ErpAccess | null;
  readonly say: (what: string) => void;
}

/** The two loops under one load: medians over the repetitions, ratios taken pair by pair. */
export interface TurnComparison {
  readonly tools: ToolKind;
  readonly inFlight: number;
  readonly bare: TurnFigures;
  readonly governed: TurnFigures;
  /** Governed to bare, of pairs measured one right after the other. */
  readonly ratio: { readonly cpu: number; readonly cpuMin: number; readonly cpuMax: number; readonly p50: number; readonly p99: number };
  /** CPU of the bare loop in each repetition, in order; for ratios across comparisons. */
  readonly bareCpu: readonly number[];
  readonly governedCpu: readonly number[];
}

const mediansOf = (runs: readonly TurnFigures[]): TurnFigures => ({
  cpuMillisPerTurn: median(runs.map((run) => run.cpuMillisPerTurn)),
  p50Millis: median(runs.map((run) => run.p50Millis)),
  p99Millis: median(runs.map((run) => run.p99Millis)),
  turnsPerSecond: median(runs.map((run) => run.turnsPerSecond)),
});

/** Runs one loop in a fresh process with a fresh database. */
export const runLoop = async (
  plan: Pick<TurnComparisonPlan, 'folder' | 'modelUrl' | 'erp' | 'turns' | 'warmUp'>,
  what: Pick<TurnJob, 'loop' | 'tools' | 'inFlight' | 'profileTo'>,
): Promise<TurnFigures> => {
  const folder = mkdtempSync(join(plan.folder, 'run-'));
  try {
    const erp = what.tools === 'erp' ? plan.erp : null;
    const job: TurnJob = { ...what, erp, folder, modelUrl: plan.modelUrl, turns: plan.turns, warmUp: plan.warmUp };
    return await runChild<TurnFigures>('turn-child', job);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Runs both loops in turn, ABAB, so that what the machine does meanwhile meets both. */
export const compareTurns = async (
  plan: TurnComparisonPlan,
  load: { readonly tools: ToolKind; readonly inFlight: number },
): Promise<TurnComparison> => {
  const bare: TurnFigures[] = [];
  const governed: TurnFigures[] = [];
  for (let repetition = 1; repetition <= plan.repetitions; repetition++) {
    plan.say(`turns, ${load.tools} tools, ${load.inFlight} in flight, ${repetition} of ${plan.repetitions}`);
    bare.push(await runLoop(plan, { ...load, loop: 'bare', profileTo: null }));
    governed.push(await runLoop(plan, { ...load, loop: 'governed', profileTo: null }));
  }
  const ratios = (of: (run: TurnFigures) => number): number[] => governed.map((run, index) => of(run) / of(bare[index] ?? run));
  const cpu = ratios((run) => run.cpuMillisPerTurn);
  const { min: cpuMin, max: cpuMax } = range(cpu);
  return {
    ...load,
    bare: mediansOf(bare),
    governed: mediansOf(governed),
    ratio: { cpu: median(cpu), cpuMin, cpuMax, p50: median(ratios((run) => run.p50Millis)), p99: median(ratios((run) => run.p99Millis)) },
    bareCpu: bare.map((run) => run.cpuMillisPerTurn),
    governedCpu: governed.map((run) => run.cpuMillisPerTurn),
  };
};
