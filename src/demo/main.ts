import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { describeError } from '../kernel/errors.ts';
import { startProgram } from '../wiring/start-program.ts';
import { playDemo } from './play.ts';
import { demoText } from './print.ts';

/*
 * `npm run demo`: starts a program of its own on fresh data, plays the two worked examples through it as
 * signed-in people, and prints the conversations and the log rows they left. `--json` prints one JSON
 * document; `--url URL` plays against a program that runs already.
 */

const argumentOf = (name: string): string | undefined => {
  const index = process.argv.indexOf(name);
  return index < 0 ? undefined : process.argv[index + 1];
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const withOwnProgram = async <Result>(work: (url: string, password: string) => Promise<Result>): Promise<Result> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-demo-'));
  try {
    const config = readConfig({ ...readConfigSource(), PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
    const program = await startProgram(config, (what) => say(`• ${what} …`));
    try {
      say('• Playing the two worked examples …');
      return await work(program.url, config.DEMO_PASSWORD);
    } finally {
      await program.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** The model may be configured; everything else of the demo is its own. */
const readConfigSource = (): Record<string, string> => {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, DEMO_DATE } = readConfig();
  return Object.fromEntries(
    Object.entries({ OPENAI_API_KEY, OPENAI_BASE_URL, DEMO_DATE }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};

try {
  const given = argumentOf('--url');
  const run = await (given === undefined ? withOwnProgram(playDemo) : playDemo(given.replace(/\/$/, ''), readConfig().DEMO_PASSWORD));
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(run, null, 2)}\n` : demoText(run));
  process.exit(0);
} catch (error) {
  say(`The demo did not play: ${describeError(error)}`);
  process.exit(1);
}
