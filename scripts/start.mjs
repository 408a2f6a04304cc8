// `npm start`: installs and builds what is missing, then runs the program with the settings of .env, if there is one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

await ensureInstalled();
await ensureBuilt();
const settings = join(root, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);
await import(new URL('dist/src/main.js', `file://${root}`));
