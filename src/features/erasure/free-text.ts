import { setImmediate } from 'node:timers/promises';
import type { EntityManager, ObjectLiteral } from 'typeorm';
import {
  SmartAgentApprovalDecision,
  SmartAgentDataSubject,
  SmartAgentLogChain,
  SmartAgentLogHead,
  SmartAgentLogRemoval,
  SmartAgentLogSeal,
  SmartAgentMissedLookup,
  SmartAgentRetentionPeriod,
  SmartAgentTemplate,
  SmartAgentToolCallLog,
  SmartAgentToolCallOutcome,
} from '../../../entities/index.ts';
import type { OwnTexts } from '../../domain/erased-text.ts';
import type { Database } from '../../kernel/database.ts';
import { isFilter } from '../delegations/index.ts';
import { bumpRevision } from '../settings/index.ts';
import { clean, cleaned, namedTable, rowsNaming, type NamedTable, type NamesWanted } from './cleaned-rows.ts';
import { addedCounts, countsOf, type Counts } from './counts.ts';
import { ownWords } from './own-words.ts';
import { renameThings } from './renaming.ts';

/** How many rows are looked through before others have their turn. */
const pageSize = 2_000;

/** Tables in which nobody is named, but for her own row, which goes with her key. */
const nameless: readonly unknown[] = [
  ...[SmartAgentDataSubject, SmartAgentLogChain, SmartAgentLogHead, SmartAgentLogRemoval, SmartAgentLogSeal],
  ...[SmartAgentMissedLookup, SmartAgentRetentionPeriod],
];

/** Tables whose rows are never changed; whoever is named there stays named, and the report says so. */
const unchanged: readonly unknown[] = [SmartAgentApprovalDecision, SmartAgentToolCallLog, SmartAgentToolCallOutcome];

const tablesOf = (manager: EntityManager): readonly NamedTable[] =>
  manager.dataSource.entityMetadatas
    .filter(({ target, columns }) => !nameless.includes(target) && columns.some(({ propertyName }) => propertyName === 'tenantId'))
    .map(namedTable)
    .filter(({ columns }) => columns.length > 0);

/** The key up to which a page goes; null for the last page. */
const pageEnd = async (reader: EntityManager, { metadata, key }: NamedTable, after: string): Promise<string | null> => {
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

type Done = (manager: EntityManager, changed: Counts) => Promise<void>;

interface Writing extends NamesWanted {
  readonly own: OwnTexts;
  readonly done: Done;
}

/**
 * Writes the rows of one page without the names; `done` is told in the same transaction how many those are. The settings are
 * held before the rows are read again, so that nobody's change is undone, and are loaded anew on every node.
 */
const writePage = (database: Database, table: NamedTable, page: readonly ObjectLiteral[], { tenantId, names, own, done }: Writing): Promise<void> =>
  database.transaction(async (manager) => {
    await bumpRevision(manager, tenantId);
    let changed = 0;
    for (const row of page) if (await clean(manager, table, { id: table.metadata.getEntityIdMap(row) ?? {}, names, own })) changed += 1;
    await done(manager, countsOf({ [table.metadata.tableName]: changed }));
  });

/** The product's own words in a tenant: shipped templates are found again by their keys. */
const ownTexts = async (reader: EntityManager, tenantId: string): Promise<OwnTexts> => {
  const shipped = await reader.find(SmartAgentTemplate, { select: { id: true, key: true }, where: { tenantId, shipped: true } });
  return { words: new Set([...ownWords, ...shipped.map(({ key }) => key)]), renamed: new Map(), isFilter };
};

/**
 * Takes a person's names out of every text of her tenant that may be changed, some rows at a time, so that nobody waits for
 * it long. Harmless to repeat. Answers which rows that are never changed name her, by table.
 */
export const takeNamesOut = async (database: Database, wanted: NamesWanted, done: Done): Promise<Counts> => {
  let remaining: Counts = {};
  const { names } = wanted;
  if (names.length === 0) return remaining;
  const own = await ownTexts(database.reader, wanted.tenantId);
  await database.transaction(async (manager) => done(manager, await renameThings(manager, { ...wanted, own })));
  for (const table of tablesOf(database.reader)) {
    const { metadata } = table;
    for (let after: string | null = ''; after !== null;) {
      const end = await pageEnd(database.reader, table, after);
      const rows = await rowsNaming(database.reader, table, wanted, { after, end });
      const page = rows.filter((row) => cleaned(row, table, names, own) !== null);
      if (page.length > 0 && unchanged.includes(metadata.target)) remaining = addedCounts(remaining, { [metadata.tableName]: page.length });
      else if (page.length > 0) await writePage(database, table, page, { ...wanted, own, done });
      after = end;
      await setImmediate();
    }
  }
  return remaining;
};
