import type { RecordRef } from '../../contracts/approvals.ts';
import type { ConditionSetting } from '../settings/index.ts';
import { ErpError, isEntitySet, odata, type ErpReader } from '../tools/index.ts';

/** At most this many records are asked about in one request. */
export const idsPerRequest = 20;

const batches = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, at) => ids.slice(at * idsPerRequest, (at + 1) * idsPerRequest));

const systemId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the ERP shows every one of these records; records without an id of their own are seen inside others. */
export const areVisible = async (erp: ErpReader, records: readonly RecordRef[]): Promise<boolean> => {
  const sets = new Set(records.map(({ entitySet }) => entitySet));
  for (const set of [...sets].filter(isEntitySet)) {
    const ids = new Set(records.filter(({ entitySet, id }) => entitySet === set && systemId.test(id)).map(({ id }) => id.toLowerCase()));
    for (const batch of batches([...ids])) {
      const rows = await erp.list(set, { filter: odata.isOneOf(batch), select: ['id'], top: batch.length });
      if (rows.records.length < batch.length) return false;
    }
  }
  return true;
};

const holdsFor = async (erp: ErpReader, { entitySet, filter }: ConditionSetting, ids: readonly string[]): Promise<boolean> => {
  if (!isEntitySet(entitySet)) return false;
  try {
    const rows = await erp.list(entitySet, { filter: `${odata.isOneOf(ids)} and (${filter})`, select: ['id'], top: 1 });
    return rows.records.length > 0;
  } catch (error) {
    // What the ERP cannot make sense of cannot be ruled out.
    if (error instanceof ErpError && error.kind === 'invalid') return true;
    throw error;
  }
};

/**
 * Which of the tenant's conditions hold for a record that a change rests on, by name, in alphabetical order. The ERP
 * decides, with the rights of the user whose authority is used.
 */
export const holdingConditions = async (
  erp: ErpReader,
  records: readonly RecordRef[],
  conditions: readonly ConditionSetting[],
): Promise<readonly string[]> => {
  const holding: string[] = [];
  for (const condition of conditions) {
    const ids = records.filter(({ entitySet }) => entitySet === condition.entitySet).map(({ id }) => id);
    for (const batch of batches(ids)) {
      if (!(await holdsFor(erp, condition, batch))) continue;
      holding.push(condition.name);
      break;
    }
  }
  return holding.sort();
};
