// `npm test`: installs and builds what is missing, then runs every test that needs no outside service.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const given = process.argv.slice(2);
const files = given.length > 0 ? given : ['test/**/*.test.ts'];
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const done = spawnSync(process.execPath, [mocha, ...files], { cwd: root, stdio: 'inherit' });
process.exit(done.status ?? 1);
