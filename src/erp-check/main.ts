import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { isoDate, systemClock } from '../kernel/clock.ts';
import { AppError, describeError } from '../kernel/errors.ts';
import { randomIds } from '../kernel/ids.ts';
import { readArguments, usage, type CheckOptions } from './arguments.ts';
import { checkBase, type CheckedUser } from './check-base.ts';
import { openEmbeddedErp } from './embedded-erp.ts';
import { environmentUser } from './environment-user.ts';
import { checkText } from './print.ts';
import { isUsable, type CheckReport } from './report.ts';

/*
 * `npm run erp:check`: looks at an ERP as the port sees it, reading only, and prints what works for whom. Its exit
 * code says whether everyone got in; what the ERP denies is a finding, no fault.
 */

const say = (line: string): void => void process.stderr.write(`${line}\n`);

// Whoever reads the report may stop reading: `npm run erp:check | head`.
process.stdout.on('error', () => process.exit());

const check = (base: string, users: readonly CheckedUser[], { company, rowCap }: CheckOptions): Promise<CheckReport> =>
  checkBase({ base, users, company, rowCap, clock: systemClock, ids: randomIds, progress: (what) => say(`• ${what} …`) });

const checkEmbedded = async (options: CheckOptions): Promise<CheckReport> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-erp-check-'));
  try {
    say('• Starting the embedded ERP with fresh demo data …');
    const erp = await openEmbeddedErp(dataDir, readConfig().DEMO_DATE ?? isoDate(systemClock.now()));
    try {
      return await check(erp.base, erp.users, options);
    } finally {
      await erp.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const explain = (error: unknown): string => (error instanceof AppError ? `${error.message} ${error.remedy ?? ''}` : describeError(error));

try {
  const options = readArguments(process.argv.slice(2));
  if (options.help) process.stdout.write(`${usage}\n`);
  else {
    const { base } = options;
    const report = await (base === undefined
      ? checkEmbedded(options)
      : check(base, [await environmentUser(base, readConfig(), { say, clock: systemClock })], options));
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : checkText(report));
    process.exitCode = isUsable(report) ? 0 : 1;
  }
} catch (error) {
  say(`The ERP was not checked: ${explain(error)}`);
  process.exitCode = 2;
}
