import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecretKey, secretKeyBytes } from '../../kernel/secret-box.ts';

const fileName = 'master.key';

/**
 * The key that wraps all others: the one given, or one made at the first start and kept in the data
 * folder, readable by its owner only. Losing it loses everything that is sealed.
 */
export const loadMasterKey = (dataDir: string, given: string | undefined): Buffer => {
  if (given !== undefined) return Buffer.from(given, 'base64');
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, fileName);
  if (!existsSync(file)) writeFileSync(file, newSecretKey().toString('base64'), { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return keyIn(file);
};

/** The key given, or the one kept in the data folder; null where there is none yet. Changes nothing. */
export const findMasterKey = (dataDir: string, given: string | undefined): Buffer | null => {
  if (given !== undefined) return Buffer.from(given, 'base64');
  const file = join(dataDir, fileName);
  return existsSync(file) ? keyIn(file) : null;
};

const keyIn = (file: string): Buffer => {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== secretKeyBytes) throw new Error(`${file} does not hold a key of ${secretKeyBytes} bytes`);
  return key;
};
