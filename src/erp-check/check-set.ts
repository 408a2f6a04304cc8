import { ErpError } from '../features/tools/index.ts';
import type { CheckedApi } from './checked-api.ts';
import type { SetFinding } from './report.ts';
import type { Parent, ServedSet } from './served-sets.ts';

/** Where a set is read, and how much of it. */
export interface SetCheck {
  readonly api: CheckedApi;
  /** The route with the company: `api/v2.0/companies(…)`. */
  readonly company: string;
  readonly set: ServedSet;
  /** The route's sets are flagged where rows are left out silently. */
  readonly flagsPartial: boolean;
  /** Most rows that are counted. */
  readonly rowCap: number;
}

interface Counted {
  readonly count: number;
  readonly isMarkedPartial: boolean;
}

const count = async ({ api, company, set, rowCap }: SetCheck, path: string): Promise<Counted> => {
  let rows = 0;
  let isMarkedPartial = false;
  for await (const page of api.pages(`${company}/${path}?$top=${rowCap + 1}&$select=${set.key}`)) {
    rows += page.records.length;
    isMarkedPartial ||= page.body['@smartAgents.mayBePartial'] === true;
    if (rows > rowCap) break;
  }
  return { count: rows, isMarkedPartial };
};

/** The id of the parents' first record; undefined where there is none, or where they are parts themselves. */
const firstParent = async ({ api, company }: SetCheck, { set }: Parent): Promise<string | undefined> => {
  try {
    for await (const { records } of api.pages(`${company}/${set}?$top=1&$select=id`)) {
      const id = records[0]?.['id'];
      if (typeof id === 'string') return id;
    }
  } catch (thrown) {
    if (!(thrown instanceof ErpError) || thrown.kind !== 'invalid') throw thrown;
  }
  return undefined;
};

/**
 * Parts are read through a parent: the first record there is of those the user may read. Undefined where there is
 * none; throws the first denial where that is because the user may not read it.
 */
const countThroughParents = async (check: SetCheck): Promise<Counted | undefined> => {
  let denial: ErpError | undefined;
  for (const parent of check.set.parents) {
    try {
      const id = await firstParent(check, parent);
      if (id !== undefined) return await count(check, `${parent.set}(${id})/${parent.part}`);
    } catch (thrown) {
      if (!(thrown instanceof ErpError) || thrown.kind !== 'denied') throw thrown;
      denial ??= thrown;
    }
  }
  if (denial !== undefined) throw denial;
  return undefined;
};

const isLineOf = (set: ServedSet, thrown: unknown): boolean => set.parents.length > 0 && thrown instanceof ErpError && thrown.kind === 'invalid';

const counted = async (check: SetCheck): Promise<Counted | undefined> => {
  try {
    return await count(check, check.set.name);
  } catch (thrown) {
    if (isLineOf(check.set, thrown)) return countThroughParents(check);
    throw thrown;
  }
};

/** Reads a set as the user does, and tells what came of it; the ERP's refusals are findings. */
export const checkSet = async (check: SetCheck): Promise<SetFinding> => {
  const { api, set, flagsPartial, rowCap } = check;
  const begun = api.clock.now().getTime();
  const told = { set: set.name, writes: set.writes, actions: set.actions };
  const took = (): number => api.clock.now().getTime() - begun;
  try {
    const found = await counted(check);
    if (found === undefined) return { ...told, reading: 'no parent', rows: null, millis: took(), mayBePartial: null, reason: null };
    const rows = { count: Math.min(found.count, rowCap), more: found.count > rowCap };
    return { ...told, reading: 'yes', rows, millis: took(), mayBePartial: flagsPartial ? found.isMarkedPartial : null, reason: null };
  } catch (thrown) {
    if (!(thrown instanceof ErpError)) throw thrown;
    const reading = thrown.kind === 'denied' ? 'denied' : 'failed';
    return { ...told, reading, rows: null, millis: took(), mayBePartial: null, reason: thrown.message };
  }
};
