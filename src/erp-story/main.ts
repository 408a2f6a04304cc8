import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedErp } from '../erp-check/embedded-erp.ts';
import { isoDate, systemClock } from '../kernel/clock.ts';
import { describeError } from '../kernel/errors.ts';
import { demoCast } from './demo-cast.ts';
import { storyText } from './print.ts';
import { tell } from './tell.ts';

/*
 * `npm run erp:story`: order to cash and purchase to pay, told over HTTP at a fresh embedded ERP, with the trial
 * balance before and after. `--json` prints one JSON document.
 */

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-erp-story-'));
try {
  say('• Starting the embedded ERP with fresh demo data …');
  const erp = await openEmbeddedErp(dataDir, isoDate(systemClock.now()));
  try {
    const told = await tell(erp.base, demoCast(erp.users));
    process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(told, null, 2)}\n` : storyText(told));
  } finally {
    await erp.close();
  }
} catch (error) {
  say(`The story was not told: ${describeError(error)}`);
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
