import { writeFileSync } from 'node:fs';
import { createBareLoop } from './bare-loop.ts';
import { profiled } from './cpu-profile.ts';
import { createGovernedLoop } from './governed-loop.ts';
import type { Loop, Surroundings } from './loop.ts';
import { percentile } from './statistics.ts';
import { answerChunks } from './turn-script.ts';

/* Entry of a process of its own: runs one configuration and sends what it measured. */

/** One configuration. */
export interface TurnJob extends Surroundings {
  readonly loop: 'bare' | 'governed';
  readonly inFlight: number;
  readonly turns: number;
  readonly warmUp: number;
  /** Where to write a CPU profile of the measured turns, if anywhere. */
  readonly profileTo: string | null;
}

/** What one configuration took. CPU is of the whole process, user and system, all threads. */
export interface TurnFigures {
  readonly cpuMillisPerTurn: number;
  readonly p50Millis: number;
  readonly p99Millis: number;
  readonly turnsPerSecond: number;
}

const wanted = answerChunks.join('');

const runTurns = async (loop: Loop, turns: number, inFlight: number): Promise<number[]> => {
  const latencies: number[] = [];
  let left = turns;
  const one = async (): Promise<void> => {
    while (left-- > 0) {
      const started = performance.now();
      const answer = await loop.turn();
      latencies.push(performance.now() - started);
      if (answer !== wanted) throw new Error(`a turn ended with another answer: ${answer.slice(0, 80)}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  await loop.settle();
  return latencies;
};

const measure = async (loop: Loop, job: TurnJob): Promise<TurnFigures> => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const latencies = await runTurns(loop, job.turns, job.inFlight);
  const { user, system } = process.cpuUsage(cpu);
  return {
    cpuMillisPerTurn: (user + system) / 1000 / job.turns,
    p50Millis: percentile(latencies, 0.5),
    p99Millis: percentile(latencies, 0.99),
    turnsPerSecond: (job.turns / (performance.now() - started)) * 1000,
  };
};

const run = async (job: TurnJob): Promise<TurnFigures> => {
  const loop = job.loop === 'bare' ? createBareLoop(job) : await createGovernedLoop(job);
  await loop.prepare(job.warmUp + job.turns);
  await runTurns(loop, job.warmUp, job.inFlight);
  if (job.profileTo === null) return measure(loop, job).finally(() => loop.close());
  const { result, profile } = await profiled(() => measure(loop, job));
  writeFileSync(job.profileTo, JSON.stringify(profile));
  await loop.close();
  return result;
};

process.on('disconnect', () => process.exit(1));
process.send?.({ kind: 'ready', value: await run(JSON.parse(process.argv[2] ?? '{}') as TurnJob) }, () => process.exit(0));
