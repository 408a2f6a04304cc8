import type { EntityManager, EntityMetadata, ObjectLiteral } from 'typeorm';
import { SmartAgentVersion } from '../../../entities/index.ts';
import { erasedId, erasedText, type OwnTexts } from '../../domain/erased-text.ts';
import { cutText } from '../../kernel/kept-text.ts';

/** Whose names are taken out of what. */
export interface NamesWanted {
  readonly tenantId: string;
  readonly names: readonly string[];
}

/** A column of text. */
interface TextColumn {
  readonly name: string;
  /** The most characters it takes. */
  readonly length: number;
}

/** A table with the columns in which somebody may be named. */
export interface NamedTable {
  readonly metadata: EntityMetadata;
  readonly columns: readonly TextColumn[];
  /** The first column of its key: rows are gone through in its order. */
  readonly key: string;
}

/** Shorter columns hold words of our own, ids, instants and amounts. */
const shortestText = 41;

/** What goes with the names: with a version's salt, names could be tried against the hash of what its texts were. */
const emptied = new Map<unknown, ObjectLiteral>([[SmartAgentVersion, { salt: null }]]);

/** Columns of what is sealed or random, of hashes and keys, and of names that programs give to each other. */
const noText =
  /^(?:sealed.*|salt|.*[hH]ash|.*[dD]igest|sha256|fingerprint|signature|keyId|publicKey|lookup|clientId|entityId|field|effectKey|toolCallId|route|model|contentType|authenticationMethod)$/;

/** Columns that hold a person's id. */
const isId = /Oid$/;

/** A table's columns in which somebody may be named. */
export const namedTable = (metadata: EntityMetadata): NamedTable => ({
  metadata,
  columns: metadata.columns
    .map(({ type, isPrimary, propertyName, length }) => ({
      isText: type === 'nvarchar' && !isPrimary,
      name: propertyName,
      length: Number(length) || Infinity,
    }))
    .filter(({ isText, name, length }) => isText && length >= shortestText && !noText.test(name))
    .map(({ name, length }) => ({ name, length })),
  key: metadata.primaryColumns[0]?.propertyName ?? '',
});

/** Anything may stand for letters beyond ASCII and for signs: databases differ in what is the same letter, and texts in how they quote. */
const pattern = (name: string): string => `%${name.toLowerCase().replaceAll(/[^a-z0-9 @.-]+/g, '%')}%`;

/** A tenant's rows of a table that may name somebody, with keys above `after` and up to `end`. */
export const rowsNaming = (
  reader: EntityManager,
  { metadata, columns, key }: NamedTable,
  { tenantId, names }: NamesWanted,
  { after, end }: { readonly after: string; readonly end: string | null } = { after: '', end: null },
): Promise<ObjectLiteral[]> => {
  const found = columns.flatMap(({ name }) => names.map((_, index) => `LOWER(row.${name}) LIKE :name${index}`)).join(' OR ');
  const patterns = Object.fromEntries(names.map((name, index) => [`name${index}`, pattern(name)]));
  const query = reader
    .createQueryBuilder<ObjectLiteral>(metadata.target, 'row')
    .where(`row.${key} > :after`, { after })
    .andWhere(`row.tenantId = :tenantId AND (${found})`, { tenantId, ...patterns });
  return (end === null ? query : query.andWhere(`row.${key} <= :end`, { end })).getMany();
};

/** What has to be set so that a row names nobody; null where it names nobody. */
export const cleaned = (row: ObjectLiteral, { metadata, columns }: NamedTable, names: readonly string[], own: OwnTexts): ObjectLiteral | null => {
  const changes = columns.flatMap(({ name, length }) => {
    const text: unknown = row[name];
    if (typeof text !== 'string') return [];
    const without = isId.test(name) ? erasedId(text, names) : cutText(erasedText(text, names, own), length);
    return without === text ? [] : [[name, without]];
  });
  return changes.length === 0 ? null : { ...(Object.fromEntries(changes) as ObjectLiteral), ...emptied.get(metadata.target) };
};

/** Writes a row without the names, as it is in this transaction; false where it names nobody. */
export const clean = async (
  manager: EntityManager,
  table: NamedTable,
  { id, names, own }: { readonly id: ObjectLiteral; readonly names: readonly string[]; readonly own: OwnTexts },
): Promise<boolean> => {
  const row = await manager.findOneBy<ObjectLiteral>(table.metadata.target, id);
  const set = row && cleaned(row, table, names, own);
  if (set) await manager.update(table.metadata.target, id, set);
  return set !== null;
};
