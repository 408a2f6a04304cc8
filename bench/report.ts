import type { CommitResult } from './compare-commits.ts';
import type { TurnComparison } from './compare-turns.ts';
import type { ProfileSummary, SelfTime } from './cpu-profile.ts';
import { median } from './statistics.ts';
import { fixed, table } from './table.ts';

/** Both loops' profiles under the same load, of so many turns each. */
export interface LoopProfiles {
  readonly turns: number;
  readonly bare: ProfileSummary;
  readonly governed: ProfileSummary;
}

/** Everything one run measured; what `--json` prints. */
export interface BenchReport {
  readonly node: string;
  readonly cpus: number;
  readonly repetitions: number;
  readonly turnsPerRun: number;
  readonly warmUpTurns: number;
  /** Pause between the chunks of the model's answer. */
  readonly paceMillis: number;
  readonly turns: readonly TurnComparison[];
  readonly commits: readonly CommitResult[];
  readonly profile: LoopProfiles | null;
}

/** At most this much CPU, as a multiple of the bare loop with no-op tools; from the product's aims. */
const aims = { 'no-op': 1.5, erp: 2.4 } as const;

const turnRows = ({ tools, inFlight, bare, governed, ratio }: TurnComparison): string[][] => {
  const row = (name: string, { cpuMillisPerTurn, p50Millis, p99Millis, turnsPerSecond }: TurnComparison['bare']): string[] => [
    ...[name, fixed(cpuMillisPerTurn, 2), fixed(p50Millis, 1), fixed(p99Millis, 1), fixed(turnsPerSecond, 0)],
  ];
  const what = `${tools} tools, ${inFlight} in flight`;
  return [
    row(`${what}: bare`, bare),
    row(`${what}: governed`, governed),
    [
      '  governed ÷ bare',
      `${fixed(ratio.cpu, 2)} (${fixed(ratio.cpuMin, 2)}–${fixed(ratio.cpuMax, 2)})`,
      fixed(ratio.p50, 2),
      fixed(ratio.p99, 2),
      '',
    ],
  ];
};

/** CPU of the governed loop under a load, as a multiple of the bare loop with no-op tools under the same load. */
const overFloor = (report: BenchReport, of: TurnComparison): number => {
  const floor = report.turns.find(({ tools, inFlight }) => tools === 'no-op' && inFlight === of.inFlight);
  return floor ? median(of.governedCpu) / median(floor.bareCpu) : NaN;
};

const aimLines = (report: BenchReport): string[] =>
  report.turns
    .filter(({ inFlight }) => inFlight > 1)
    .map((comparison) => {
      const aim = aims[comparison.tools];
      const reached = overFloor(report, comparison);
      return `Aim, ${comparison.tools} tools: at most ${aim.toFixed(1)} × the bare loop with no-op tools; measured ${fixed(reached, 2)} × (${reached <= aim ? 'met' : 'missed'}).`;
    });

/** Governed and bare side by side, by what governing adds. */
const profileRows = ({ turns, bare, governed }: LoopProfiles, of: (summary: ProfileSummary) => readonly SelfTime[], most: number): string[][] => {
  const inBare = new Map(of(bare).map(({ name, millis }) => [name, millis]));
  const share = (millis: number): string => fixed((millis / governed.busyMillis) * 100, 1);
  return of(governed)
    .map(({ name, millis }) => ({ name, millis, added: millis - (inBare.get(name) ?? 0) }))
    .sort((one, other) => other.added - one.added)
    .slice(0, most)
    .map(({ name, millis, added }) => [name, fixed(millis / turns, 3), share(millis), fixed(added / turns, 3)]);
};

const profileLines = (profiles: LoopProfiles): string[] => {
  const { turns, bare, governed } = profiles;
  const head = ['ms/turn', '% of governed', 'more than bare'];
  return [
    '',
    `Where the time goes, no-op tools, 16 in flight: self time, ${fixed(governed.busyMillis / turns, 2)} ms a turn governed, ${fixed(bare.busyMillis / turns, 2)} bare`,
    table(
      ['module', ...head],
      profileRows(profiles, (summary) => summary.modules, 30),
    ),
    '',
    table(
      ['function', ...head],
      profileRows(profiles, (summary) => summary.functions, 40),
    ),
  ];
};

/** The report for people. */
export const printed = (report: BenchReport): string =>
  [
    `Node ${report.node}, ${report.cpus} CPUs; ${report.repetitions} repetitions of ${report.turnsPerRun} turns after ${report.warmUpTurns} to warm up, fresh processes, bare and governed in turn; medians.`,
    `The model answers ${report.paceMillis === 0 ? 'as fast as it goes' : `with ${report.paceMillis} ms between the pieces of its answer`}. CPU is of the loop's process alone; read the ratios, not the milliseconds.`,
    '',
    table(['turn', 'CPU ms/turn', 'p50 ms', 'p99 ms', 'turns/s'], report.turns.flatMap(turnRows)),
    '',
    ...aimLines(report),
    ...(report.commits.length === 0
      ? []
      : [
          '',
          table(
            ['attempts made durable (WAL, FULL)', 'per s', 'µs CPU each'],
            report.commits.map(({ name, perSecond, cpuMicros }) => [name, fixed(perSecond, 0), fixed(cpuMicros, 0)]),
          ),
        ]),
    ...(report.profile ? profileLines(report.profile) : []),
  ].join('\n');
