import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { AppError, describeError } from '../kernel/errors.ts';
import { logWords } from './log-words.ts';
import { verifyEvidence, type EvidenceVerdict } from './verify-evidence.ts';

/*
 * `npm run audit:verify -- [--tenant ID] [--from POSITION] [--to POSITION] [--json] [--key-id ID]`: verifies the log in
 * the database of DATABASE_URL or DATA_DIR and its witness outside, names the first bad position of each tenant, and says
 * which periods retention removed. It only reads, and the program may run meanwhile.
 * With `--file FILE` it checks an evidence file, and needs nothing but that.
 * Ends with 0, with 1 where something is wrong, and with 2 where it could not look. `--key-id` is the id of the key that
 * has to have signed: every signed head of the log names it, those in the head file outside the database too.
 */

const usage = `Usage: npm run audit:verify -- [--tenant ID] [--from POSITION] [--to POSITION] [--key-id ID] [--json]
       npm run audit:verify -- --file EVIDENCE.json [--key-id ID]`;

const wordsOf = (verdict: EvidenceVerdict, isKeyGiven: boolean): string => {
  if (verdict.kind === 'broken') return ['NOT OK', ...verdict.problems.map((problem) => `- ${problem}`)].join('\n');
  const { reference, records, positions, keyId } = verdict;
  const where = positions === null ? 'no record' : `${records} records at positions ${positions[0]} to ${positions[1]}`;
  const key = isKeyGiven ? 'the key you named' : `the key ${keyId}; compare it with the keyId of your log's signed heads`;
  return `OK: execution ${reference}, ${where}, signed with ${key}.`;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const answer = (text: string): void => void process.stdout.write(`${text}\n`);

/** The file's text, character by character: bytes that are no UTF-8 are refused, and a byte order mark stays. */
const textOf = (file: string): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));

const positionIn = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new Error(`--${name} is a position: a whole number from 1 on.`);
  return Number(text);
};

const text = { type: 'string' } as const;
const options = { file: text, 'key-id': text, tenant: text, from: text, to: text, json: { type: 'boolean' } } as const;

const progressEvery = 100_000;

const verifyLog = async (values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values']): Promise<boolean> => {
  const range = { from: positionIn('from', values.from), to: positionIn('to', values.to) };
  // Loaded only here: an evidence file is checked without a database and what it takes to read one.
  const [{ openLog }, { LogVerification }] = await Promise.all([import('./open-log.ts'), import('./verify-log.ts')]);
  const log = await openLog(readConfig());
  let told = 0;
  const onProgress = (positions: number): void => {
    if (positions - told < progressEvery) return;
    told = positions;
    say(`${positions} positions …`);
  };
  try {
    if (values['key-id'] !== undefined && values['key-id'] !== log.by.keyId)
      throw new Error(`The log is signed with the key ${log.by.keyId}, not with ${values['key-id']}.`);
    const verdict = await new LogVerification({ ...log, ...range, tenantId: values.tenant, onProgress }).run();
    answer(values.json ? JSON.stringify(verdict, null, 2) : logWords(verdict, values['key-id'] !== undefined));
    return verdict.ok;
  } finally {
    await log.close();
  }
};

const verify = async (): Promise<boolean> => {
  const { values } = parseArgs({ options });
  const { file, 'key-id': keyId } = values;
  if (file === undefined) return verifyLog(values);
  const verdict = verifyEvidence(textOf(file), keyId);
  answer(wordsOf(verdict, keyId !== undefined));
  return verdict.kind === 'ok';
};

try {
  process.exitCode = (await verify()) ? 0 : 1;
} catch (error) {
  say(error instanceof AppError ? `${error.message} ${error.remedy ?? ''}` : describeError(error));
  say(usage);
  process.exitCode = 2;
}
