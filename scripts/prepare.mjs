// Brings a checkout to where it can run: installs packages when the lock file changed, builds when a source did.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  console.error(`Smart Agents needs Node 20.20 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const filesBelow = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const full = join(path, entry.name);
    return entry.isDirectory() ? filesBelow(full) : [full];
  });

const digestOf = (paths) => {
  const hash = createHash('sha256');
  for (const path of paths.map((name) => join(root, name)).filter(existsSync)) {
    const files = path.includes('.') && !path.endsWith('src') ? [path] : filesBelow(path);
    for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
};

const isStamped = (stamp, digest) => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;

const stampWith = (stamp, digest) => {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
};

/** Runs a command with its output shown; ends this process with its code where it fails. */
export const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (done.status !== 0) process.exit(done.status ?? 1);
};

const step = (what, work) => {
  const started = performance.now();
  console.log(`• ${what} …`);
  work();
  console.log(`  done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

/** Installs the packages of package-lock.json where they are missing or the file changed. */
export const ensureInstalled = () => {
  const stamp = join(root, 'node_modules', '.smart-agents-stamp');
  const digest = digestOf(['package-lock.json']);
  if (isStamped(stamp, digest)) return;
  step('Installing packages (the first time this takes a few minutes)', () => run('npm', ['ci', '--no-audit', '--no-fund']));
  stampWith(stamp, digest);
};

const bin = (name) => join(root, 'node_modules', '.bin', name);

/** Builds the server and the pages, each where its sources changed. */
export const ensureBuilt = () => {
  const shared = ['package-lock.json', 'tsconfig.json', 'src/contracts', 'src/kernel', 'src/domain'];
  const server = { stamp: join(root, 'dist', '.server-stamp'), digest: digestOf(['src', 'entities', 'bench', 'tsconfig.build.json', ...shared]) };
  if (!isStamped(server.stamp, server.digest)) {
    step('Building the server', () => run(bin('tsc'), ['-p', 'tsconfig.build.json']));
    stampWith(server.stamp, server.digest);
  }
  const web = { stamp: join(root, 'dist', '.web-stamp'), digest: digestOf(['src/web', ...shared]) };
  if (!isStamped(web.stamp, web.digest)) {
    step('Building the pages', () => run(bin('vite'), ['build', '--config', 'src/web/vite.config.ts', '--logLevel', 'warn']));
    stampWith(web.stamp, web.digest);
  }
};
