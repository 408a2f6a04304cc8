import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { describeError } from '../kernel/errors.ts';
import { verifyEvidence, type EvidenceVerdict } from './verify-evidence.ts';

/*
 * `npm run audit:verify -- --file FILE [--key-id ID]`: checks an evidence file, prints OK or what is wrong, and ends
 * with 0, or 1 where something is. It needs nothing but the file. `--key-id` is the id of the key that the file has
 * to be signed with: every signed head of the log names it, those in the head file outside the database too.
 */

const usage = 'Usage: npm run audit:verify -- --file EVIDENCE.json [--key-id ID]';

const wordsOf = (verdict: EvidenceVerdict, isKeyGiven: boolean): string => {
  if (verdict.kind === 'broken') return ['NOT OK', ...verdict.problems.map((problem) => `- ${problem}`)].join('\n');
  const { reference, records, positions, keyId } = verdict;
  const where = positions === null ? 'no record' : `${records} records at positions ${positions[0]} to ${positions[1]}`;
  const key = isKeyGiven ? 'the key you named' : `the key ${keyId}; compare it with the keyId of your log's signed heads`;
  return `OK: execution ${reference}, ${where}, signed with ${key}.`;
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** The file's text, character by character: bytes that are no UTF-8 are refused, and a byte order mark stays. */
const textOf = (file: string): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));

const verify = (): number => {
  const { values } = parseArgs({ options: { file: { type: 'string' }, 'key-id': { type: 'string' } } });
  const { file, 'key-id': keyId } = values;
  if (file === undefined) throw new Error('Name the evidence file.');
  const verdict = verifyEvidence(textOf(file), keyId);
  process.stdout.write(`${wordsOf(verdict, keyId !== undefined)}\n`);
  return verdict.kind === 'ok' ? 0 : 1;
};

try {
  process.exitCode = verify();
} catch (error) {
  say(describeError(error));
  say(usage);
  process.exitCode = 2;
}
