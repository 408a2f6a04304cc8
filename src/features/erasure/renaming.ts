import type { EntityManager, ObjectLiteral } from 'typeorm';
import {
  SmartAgentApproval,
  SmartAgentBusinessUnit,
  SmartAgentCondition,
  SmartAgentDelegation,
  SmartAgentPendingChange,
  SmartAgentPolicy,
  SmartAgentServicePrincipal,
  SmartAgentTemplate,
  SmartAgentToolLink,
  SmartAgentVersion,
} from '../../../entities/index.ts';
import { distinctNames, erasedText, type OwnTexts } from '../../domain/erased-text.ts';
import { bumpRevision } from '../settings/index.ts';
import { clean, namedTable, rowsNaming, type NamesWanted } from './cleaned-rows.ts';
import { addedCounts, countsOf, type Counts } from './counts.ts';

/** Things that a tenant tells apart by a column, with the most characters it takes. */
interface ToldApart {
  readonly entity: new () => ObjectLiteral;
  readonly column: 'name' | 'key';
  readonly most: number;
}

/** No other row refers to these by their names. */
const unreferenced: readonly ToldApart[] = [
  { entity: SmartAgentPolicy, column: 'name', most: 80 },
  { entity: SmartAgentBusinessUnit, column: 'name', most: 80 },
  { entity: SmartAgentServicePrincipal, column: 'name', most: 80 },
];

/** Rules refer to conditions, versions and links to templates; no two of them get one new name, so that it is known what is meant. */
const referenced: readonly ToldApart[] = [
  { entity: SmartAgentCondition, column: 'name', most: 80 },
  { entity: SmartAgentTemplate, column: 'key', most: 80 },
];

/** Where they are referred to; a proposal that waits keeps which conditions hold. */
const referring: readonly unknown[] = [
  ...[SmartAgentPolicy, SmartAgentDelegation, SmartAgentApproval],
  ...[SmartAgentToolLink, SmartAgentVersion, SmartAgentPendingChange],
];

/** Gives things that are named after a person other names, each its own. Answers the new names by the old ones, and how many rows that were. */
const rename = async (
  manager: EntityManager,
  kinds: readonly ToldApart[],
  { tenantId, names, own }: NamesWanted & { readonly own: OwnTexts },
): Promise<{ readonly renamed: ReadonlyMap<string, string>; readonly counts: Counts }> => {
  const things: { readonly kind: ToldApart; readonly row: ObjectLiteral; readonly name: string }[] = [];
  for (const kind of kinds) {
    const rows = await manager.findBy<ObjectLiteral>(kind.entity, { tenantId });
    things.push(...rows.map((row) => ({ kind, row, name: String(row[kind.column]) })));
  }
  const most = Math.min(...kinds.map((kind) => kind.most));
  const without = (name: string): string => erasedText(name, names, own);
  const renamed = distinctNames(
    things.map(({ name }) => name),
    { without, most },
  );
  let counts: Counts = {};
  for (const { kind, row, name } of things) {
    const set = renamed.get(name);
    if (set === undefined) continue;
    await manager.update(kind.entity, { id: row['id'] as string, tenantId }, { [kind.column]: set });
    counts = addedCounts(counts, { [kind.entity.name]: 1 });
  }
  return { renamed, counts };
};

/**
 * Gives everything that has a name of its own in a tenant, and is named after a person, another name of its own, with
 * whatever refers to it, in one transaction: a rule keeps its condition, and a version its template.
 */
export const renameThings = async (manager: EntityManager, wanted: NamesWanted & { readonly own: OwnTexts }): Promise<Counts> => {
  await bumpRevision(manager, wanted.tenantId);
  let counts: Counts = {};
  for (const kind of unreferenced) counts = addedCounts(counts, (await rename(manager, [kind], wanted)).counts);
  const { renamed, counts: more } = await rename(manager, referenced, wanted);
  counts = addedCounts(counts, more);
  if (renamed.size === 0) return counts;
  const own = { ...wanted.own, renamed };
  for (const metadata of manager.dataSource.entityMetadatas.filter(({ target }) => referring.includes(target))) {
    const table = namedTable(metadata);
    for (const row of await rowsNaming(manager, table, wanted)) {
      const id = metadata.getEntityIdMap(row) ?? {};
      if (await clean(manager, table, { id, names: wanted.names, own })) counts = addedCounts(counts, countsOf({ [metadata.tableName]: 1 }));
    }
  }
  return counts;
};
