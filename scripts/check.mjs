// `npm run check`: types, lint, boundaries, dead code, format, coverage of the domain. Every check runs; the exit code says whether all passed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root } from './prepare.mjs';

await ensureInstalled();
const bin = (name) => join(root, 'node_modules', '.bin', name);
const checks = [
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the pages', bin('tsc'), ['-p', 'src/web/tsconfig.json']],
  // No cache of ESLint's: it looks at each file alone, and a rule that knows types can turn by a change in another file.
  ['lint', bin('eslint'), ['.']],
  ['boundaries', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'src', 'entities', 'ormconfig.ts']],
  ['dead code', bin('knip'), []],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['coverage of the domain', 'npm', ['run', '--silent', 'coverage']],
  ['.env.example', process.execPath, ['--import', 'tsx', 'scripts/env-example.mjs', '--check']],
];
let failed = 0;
for (const [name, command, args] of checks) {
  const started = performance.now();
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${done.status === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
  if (done.status === 0) continue;
  failed += 1;
  console.log(`${done.stdout}${done.stderr}`);
}
process.exit(failed === 0 ? 0 : 1);
