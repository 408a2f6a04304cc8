import { Session } from 'node:inspector/promises';

/** What of a CPU profile is looked at: functions, and which of them was running at each sample. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly children?: readonly number[];
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

/** Profiles the work, as `node --cpu-prof` would, without what came before and after it. */
export const profiled = async <Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly profile: CpuProfile }> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const result = await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { result, profile };
};

/** Self time of something. */
export interface SelfTime {
  readonly name: string;
  readonly millis: number;
}

/** Where the busy time went, most first. */
export interface ProfileSummary {
  readonly busyMillis: number;
  readonly modules: readonly SelfTime[];
  readonly functions: readonly SelfTime[];
}

type Frame = CpuProfile['nodes'][number]['callFrame'];

const packageOf = (url: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];

const ownPlace = (url: string): string => {
  const path = url.replace(/^.*\/(?=(?:src|bench|entities)\/)/, '');
  return path.startsWith('src/features/') || path.startsWith('src/adapters/')
    ? path.split('/').slice(0, 3).join('/')
    : path.split('/').slice(0, 2).join('/');
};

const placeOf = (url: string): string => {
  const found = packageOf(url);
  if (found !== undefined) return found;
  return url.startsWith('node:') ? url.replace('internal/deps/', '').split('/').slice(0, 2).join('/') : ownPlace(url);
};

const special: Readonly<Record<string, string>> = {
  '(garbage collector)': 'garbage collector',
  '(program)': 'outside JavaScript',
};

/** Native code is counted for whoever called it; SQLite by itself, its waits for the disk among it. */
const moduleOf = (frame: Frame, callers: readonly Frame[]): string => {
  const named = special[frame.functionName];
  if (named !== undefined) return named;
  if (frame.url !== '') return placeOf(frame.url);
  const caller = callers.find(({ url }) => url !== '');
  if (!caller) return 'node, native';
  if (caller.url.includes('better-sqlite3') || /BetterSqlite3|write-statement/.test(caller.url)) return 'SQLite itself, fsync included';
  return `${placeOf(caller.url)}, native`;
};

const functionOf = ({ functionName, url, lineNumber }: Frame, module: string): string => {
  const name = functionName === '' ? '(anonymous)' : functionName;
  return url === '' ? `${name} [${module}]` : `${name} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`;
};

/** Every node's callers, the nearest first. */
const callersOf = (profile: CpuProfile): ((id: number) => readonly Frame[]) => {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(profile.nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id] as const)));
  return (id) => {
    const found: Frame[] = [];
    for (let at = parents.get(id); at !== undefined; at = parents.get(at)) {
      const frame = frames.get(at);
      if (frame) found.push(frame);
    }
    return found;
  };
};

const listed = (sums: ReadonlyMap<string, number>): SelfTime[] =>
  [...sums].map(([name, micros]) => ({ name, millis: micros / 1000 })).sort((one, other) => other.millis - one.millis);

/** Self time per module and per function. Time in which nothing ran is left out; time in which SQLite waited for the disk is in. */
export const summarise = (profile: CpuProfile): ProfileSummary => {
  const selfMicros = new Map<number, number>();
  profile.samples?.forEach((id, index) => selfMicros.set(id, (selfMicros.get(id) ?? 0) + Math.max(0, profile.timeDeltas?.[index] ?? 0)));
  const callers = callersOf(profile);
  const modules = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  const add = (sums: Map<string, number>, name: string, micros: number): void => void sums.set(name, (sums.get(name) ?? 0) + micros);
  for (const { id, callFrame } of profile.nodes) {
    const micros = selfMicros.get(id) ?? 0;
    if (callFrame.functionName === '(idle)' || micros === 0) continue;
    const module = moduleOf(callFrame, callers(id));
    busy += micros;
    add(modules, module, micros);
    add(functions, functionOf(callFrame, module), micros);
  }
  return { busyMillis: busy / 1000, modules: listed(modules), functions: listed(functions) };
};
