import type { FeedRecord } from '../../contracts/log-feed.ts';
import { dataScopeWords } from '../log-page/index.ts';
import { erasedName } from '../subjects/index.ts';
import type { FeedRow } from './feed-store.ts';

/** Names of the tenant's people by their random ids. */
export type NamesById = ReadonlyMap<string, string>;

/** The ids of the people a row is about. */
export const peopleIn = (row: FeedRow): readonly string[] =>
  [row['userId'], row['approverId']].flatMap((id) => (typeof id === 'string' && id !== '' ? [id] : []));

const numbers = ['records', 'inputTokens', 'outputTokens', 'durationMs', 'agentVersion', 'version'] as const;
const flags = ['mayBePartial', 'truncated'] as const;

const typed = (row: FeedRow): Record<string, unknown> => {
  const values: Record<string, unknown> = { ...row };
  for (const name of numbers) if (name in values) values[name] = Number(values[name]);
  for (const name of flags) if (name in values) values[name] = Boolean(values[name]);
  return values;
};

/** A row as the wire has it: people by name, the basis as a list, the data scope in words. */
export const feedRecord = (row: FeedRow, names: NamesById): FeedRecord => {
  const nameOf = (id: unknown): string | null => (typeof id === 'string' && id !== '' ? (names.get(id) ?? erasedName) : null);
  const { recordType, position, id, at, recordHash, chainHash, ...rest } = typed(row);
  const shared = { recordType, position, id, at, recordHash, chainHash, ...rest, userName: nameOf(row['userId']) };
  switch (row.recordType) {
    case 'attempt':
      return { ...shared, basis: JSON.parse(String(row['basis'])) as unknown, approverName: nameOf(row['approverId']) } as unknown as FeedRecord;
    case 'outcome':
      return { ...shared, dataScope: dataScopeWords(row['dataScope'] as string | null) } as unknown as FeedRecord;
    case 'decision':
      return shared as unknown as FeedRecord;
  }
};
