import { createPrivateKey, createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteFile } from '../adapters/database/data-source.ts';
import { openProgramKey } from '../adapters/database/program-keys.ts';
import { openRawReader, type RawReader } from '../adapters/database/raw-reader.ts';
import { findMasterKey } from '../adapters/files/master-key.ts';
import type { Config } from '../config.ts';
import { createLogSigner } from '../features/audit/log-signer.ts';
import { AppError } from '../kernel/errors.ts';
import { LogRows } from './log-rows.ts';
import type { LogKey } from './verify-days.ts';

/** A log that is open for reading, with the key that signs it and the file of its witness. */
export interface OpenLog {
  readonly rows: LogRows;
  readonly by: LogKey;
  readonly witnessFile: string;
  close(): Promise<void>;
}

const logKey = async (reader: RawReader, masterKey: Buffer | null): Promise<LogKey> => {
  const remedy = 'Set DATA_DIR to the folder of the program, or MASTER_KEY to its key.';
  if (masterKey === null) throw new AppError('bad_request', 'The master key is not there, so the key that signs the log is not known.', { remedy });
  const [row] = await reader.rows(`SELECT "sealedValue" FROM "ProgramKey" WHERE "name" = ?`, ['log-signer']);
  if (typeof row?.[0] !== 'string')
    throw new AppError('bad_request', 'The database has no key that signs the log.', { remedy: 'Start the program once.' });
  const pem = openProgramKey(row[0], masterKey);
  if (typeof pem !== 'string') throw new AppError('bad_request', 'The key that signs the log is not one.', { remedy });
  const privateKey = createPrivateKey(pem);
  return { key: createPublicKey(privateKey), keyId: createLogSigner(privateKey).keyId };
};

/** Opens the log of the configured database, read only. Throws `bad_request` where it, or its key, is not there. */
export const openLog = async (config: Pick<Config, 'databaseUrl' | 'dataDir' | 'MASTER_KEY'>): Promise<OpenLog> => {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl.startsWith('sqlite:') && !existsSync(sqliteFile(databaseUrl)))
    throw new AppError('bad_request', `There is no database at ${sqliteFile(databaseUrl)}.`, { remedy: 'Set DATABASE_URL or DATA_DIR.' });
  const reader = await openRawReader(databaseUrl);
  try {
    const by = await logKey(reader, findMasterKey(dataDir, config.MASTER_KEY));
    return { rows: new LogRows(reader), by, witnessFile: join(dataDir, 'log-heads.ndjson'), close: () => reader.close() };
  } catch (error) {
    await reader.close();
    throw error;
  }
};
