import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import {
  SmartAgentApprovalDecision,
  SmartAgentDataSubject,
  SmartAgentLogChain,
  SmartAgentLogHead,
  SmartAgentLogRemoval,
  SmartAgentLogSeal,
  SmartAgentMissedLookup,
  SmartAgentRetentionPeriod,
  SmartAgentToolCallLog,
  SmartAgentToolCallOutcome,
  SmartAgentVersion,
} from '../../../entities/index.ts';
import { withoutNames } from '../../domain/erasure.ts';
import type { Counts } from './counts.ts';

/** Tables whose rows are never changed; whoever is named there stays named, and the report says so. */
const unchanged: readonly unknown[] = [
  ...[SmartAgentApprovalDecision, SmartAgentLogChain, SmartAgentLogHead, SmartAgentLogRemoval, SmartAgentLogSeal, SmartAgentMissedLookup],
  ...[SmartAgentRetentionPeriod, SmartAgentToolCallLog, SmartAgentToolCallOutcome, SmartAgentVersion],
];
/** Her own row goes with her key; a column that is sealed is no text. */
const isText = (name: string): boolean => !name.startsWith('sealed');

/** Letters beyond ASCII match anything: databases differ in what is the same letter in another case. */
const pattern = (name: string): string => `%${name.toLowerCase().replaceAll(/[^a-z0-9 @.-]/g, '_')}%`;

const textColumns = ({ columns }: EntityMetadata): readonly string[] =>
  columns
    .filter(({ type, isPrimary, propertyName }) => type === 'nvarchar' && !isPrimary && isText(propertyName))
    .map(({ propertyName }) => propertyName);

const rowsNaming = async (manager: EntityManager, metadata: EntityMetadata, names: readonly string[], tenantId: string): Promise<ObjectLiteral[]> => {
  const columns = textColumns(metadata);
  const query = manager.createQueryBuilder<ObjectLiteral>(metadata.target, 'row');
  const found = columns.flatMap((column) => names.map((_, index) => `LOWER(row.${column}) LIKE :name${index}`)).join(' OR ');
  return query
    .where(`row.tenantId = :tenantId AND (${found})`, {
      tenantId,
      ...Object.fromEntries(names.map((name, index) => [`name${index}`, pattern(name)])),
    })
    .getMany();
};

/** A row's texts without the names; null where no name is in it. */
const cleaned = (row: ObjectLiteral, columns: readonly string[], names: readonly string[]): ObjectLiteral | null => {
  const changes = columns.flatMap((column) => {
    const text: unknown = row[column];
    const without = typeof text === 'string' ? withoutNames(text, names) : text;
    return without === text ? [] : [[column, without]];
  });
  return changes.length === 0 ? null : (Object.fromEntries(changes) as ObjectLiteral);
};

/** Takes a person's names out of every text of her tenant that may be changed. Answers how many rows, and which tables still name her. */
export const takeNamesOut = async (
  manager: EntityManager,
  tenantId: string,
  names: readonly string[],
): Promise<{ readonly changed: Counts; readonly remaining: Counts }> => {
  const changed: Record<string, number> = {};
  const remaining: Record<string, number> = {};
  const tables = manager.dataSource.entityMetadatas.filter(
    (metadata) => metadata.target !== SmartAgentDataSubject && metadata.columns.some(({ propertyName }) => propertyName === 'tenantId'),
  );
  for (const metadata of tables) {
    const columns = textColumns(metadata);
    if (columns.length === 0) continue;
    for (const row of await rowsNaming(manager, metadata, names, tenantId)) {
      const set = cleaned(row, columns, names);
      if (set === null) continue;
      const isFixed = unchanged.includes(metadata.target);
      if (!isFixed) await manager.update(metadata.target, metadata.getEntityIdMap(row) ?? {}, set);
      const counts = isFixed ? remaining : changed;
      counts[metadata.tableName] = (counts[metadata.tableName] ?? 0) + 1;
    }
  }
  return { changed, remaining };
};
