import { setImmediate } from 'node:timers/promises';
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
import type { Database } from '../../kernel/database.ts';
import { bumpRevision } from '../settings/index.ts';
import { addedCounts, countsOf, type Counts } from './counts.ts';

/** How many rows are looked through before others have their turn. */
const pageSize = 2_000;

/** Tables in which nobody is named, but for her own row, which goes with her key. */
const nameless: readonly unknown[] = [
  ...[SmartAgentDataSubject, SmartAgentLogChain, SmartAgentLogHead, SmartAgentLogRemoval, SmartAgentLogSeal],
  ...[SmartAgentMissedLookup, SmartAgentRetentionPeriod],
];

/** Tables whose rows are never changed; whoever is named there stays named, and the report says so. */
const unchanged: readonly unknown[] = [SmartAgentApprovalDecision, SmartAgentToolCallLog, SmartAgentToolCallOutcome];

/** What goes with the names: with a version's salt, names could be tried against the hash of what its texts were. */
const emptied = new Map<unknown, ObjectLiteral>([[SmartAgentVersion, { salt: null }]]);

/** Columns in which nobody can be named, whatever their letters are. */
const noText = /^(?:sealed|salt)/;

/** Letters beyond ASCII match anything: databases differ in what is the same letter in another case. */
const pattern = (name: string): string => `%${name.toLowerCase().replaceAll(/[^a-z0-9 @.-]/g, '_')}%`;

interface TextColumn {
  readonly name: string;
  /** The most characters it takes. */
  readonly length: number;
}

const textColumns = ({ columns }: EntityMetadata): readonly TextColumn[] =>
  columns
    .filter(({ type, isPrimary, propertyName }) => type === 'nvarchar' && !isPrimary && !noText.test(propertyName))
    .map(({ propertyName, length }) => ({ name: propertyName, length: Number(length) || Infinity }));

/** A table with the columns in which somebody may be named. */
interface Named {
  readonly metadata: EntityMetadata;
  readonly columns: readonly TextColumn[];
  /** The first column of its key: rows are gone through in its order. */
  readonly key: string;
}

const tablesOf = (manager: EntityManager): readonly Named[] =>
  manager.dataSource.entityMetadatas
    .filter(({ target, columns }) => !nameless.includes(target) && columns.some(({ propertyName }) => propertyName === 'tenantId'))
    .map((metadata) => ({ metadata, columns: textColumns(metadata), key: metadata.primaryColumns[0]?.propertyName ?? '' }))
    .filter(({ columns }) => columns.length > 0);

/** Whose names are taken out of what. */
export interface NamesWanted {
  readonly tenantId: string;
  readonly names: readonly string[];
}

/** The key up to which a page goes; null for the last page. */
const pageEnd = async (reader: EntityManager, { metadata, key }: Named, after: string): Promise<string | null> => {
  const [row] = await reader
    .createQueryBuilder<ObjectLiteral>(metadata.target, 'row')
    .select(`row.${key}`, 'key')
    .where(`row.${key} > :after`, { after })
    .orderBy(`row.${key}`, 'ASC')
    .offset(pageSize)
    .limit(1)
    .getRawMany<{ key: string }>();
  return row?.key ?? null;
};

const rowsNaming = (
  reader: EntityManager,
  { metadata, columns, key }: Named,
  { tenantId, names }: NamesWanted,
  { after, end }: { readonly after: string; readonly end: string | null },
): Promise<ObjectLiteral[]> => {
  const found = columns.flatMap(({ name }) => names.map((_, index) => `LOWER(row.${name}) LIKE :name${index}`)).join(' OR ');
  const patterns = Object.fromEntries(names.map((name, index) => [`name${index}`, pattern(name)]));
  const query = reader
    .createQueryBuilder<ObjectLiteral>(metadata.target, 'row')
    .where(`row.${key} > :after`, { after })
    .andWhere(`row.tenantId = :tenantId AND (${found})`, { tenantId, ...patterns });
  return (end === null ? query : query.andWhere(`row.${key} <= :end`, { end })).getMany();
};

/** A row's texts without the names; null where no name is in it. */
const cleaned = (row: ObjectLiteral, columns: readonly TextColumn[], names: readonly string[]): ObjectLiteral | null => {
  const changes = columns.flatMap(({ name, length }) => {
    const text: unknown = row[name];
    const without = typeof text === 'string' ? withoutNames(text, names).slice(0, length) : text;
    return without === text ? [] : [[name, without]];
  });
  return changes.length === 0 ? null : (Object.fromEntries(changes) as ObjectLiteral);
};

/**
 * Writes the rows of one page without the names; `done` is told in the same transaction how many those are. The settings are
 * held before the rows are read again, so that nobody's change is undone, and are loaded anew on every node.
 */
const writePage = (
  database: Database,
  { metadata, columns }: Named,
  page: readonly ObjectLiteral[],
  { tenantId, names, done }: Writing,
): Promise<void> =>
  database.transaction(async (manager) => {
    await bumpRevision(manager, tenantId);
    let changed = 0;
    for (const id of page) {
      const row = await manager.findOneBy<ObjectLiteral>(metadata.target, id);
      const set = row && cleaned(row, columns, names);
      if (!set) continue;
      await manager.update(metadata.target, id, { ...set, ...emptied.get(metadata.target) });
      changed += 1;
    }
    await done(manager, countsOf({ [metadata.tableName]: changed }));
  });

type Done = (manager: EntityManager, changed: Counts) => Promise<void>;

interface Writing extends NamesWanted {
  readonly done: Done;
}

/**
 * Takes a person's names out of every text of her tenant that may be changed, some rows at a time, so that nobody waits for
 * it long. Harmless to repeat. Answers which rows that are never changed name her, by table.
 */
export const takeNamesOut = async (database: Database, wanted: NamesWanted, done: Done): Promise<Counts> => {
  let remaining: Counts = {};
  if (wanted.names.length === 0) return remaining;
  for (const table of tablesOf(database.reader)) {
    const { metadata, columns } = table;
    for (let after: string | null = ''; after !== null;) {
      const end = await pageEnd(database.reader, table, after);
      const rows = await rowsNaming(database.reader, table, wanted, { after, end });
      const page = rows.filter((row) => cleaned(row, columns, wanted.names) !== null).map((row) => metadata.getEntityIdMap(row) ?? {});
      if (page.length > 0 && unchanged.includes(metadata.target)) remaining = addedCounts(remaining, { [metadata.tableName]: page.length });
      else if (page.length > 0) await writePage(database, table, page, { ...wanted, done });
      after = end;
      await setImmediate();
    }
  }
  return remaining;
};
