// Runs one of the program's own commands with the settings of .env, if there is one: installs and builds what is missing first.
// `node scripts/run.mjs dist/src/demo/main.js --json`
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

const [entry, ...args] = process.argv.slice(2);
// Options that stand before `--` npm takes for itself; it leaves word of them in the environment.
const { npm_config_json: json, npm_config_base: base } = process.env;
if (json === 'true' && !args.includes('--json')) args.push('--json');
if (base && base !== 'true' && !args.includes('--base')) args.push('--base', base);
await ensureInstalled();
await ensureBuilt();
const settings = join(root, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
process.argv = [process.argv[0], entry, ...args];
await import(new URL(entry, `file://${root}`));
