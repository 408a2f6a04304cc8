// Runs one of the program's own commands: installs and builds what is missing first. `node scripts/run.mjs dist/src/demo/main.js --json`
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

const [entry, ...args] = process.argv.slice(2);
// What the command prints may be read by a program: the building's own words go to stderr.
const log = console.log;
console.log = console.error;
ensureInstalled();
ensureBuilt();
console.log = log;
process.argv = [process.argv[0], entry, ...args];
await import(new URL(entry, `file://${root}`));
