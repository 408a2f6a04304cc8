// Brings a checkout to where it can run: installs packages when the lock file changed, builds when a source did.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearedLine, durationText, failedInstallationText, installationText, requiredPackages, signOfLife } from './progress.mjs';

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

// What is told here goes to stderr: the output of a command that is prepared may be read by a program.
const isTerminal = process.stderr.isTTY === true;
const tell = (text) => void process.stderr.write(text);

const ending = (code, signal) => (signal === null ? `ended with ${code}` : `was ended by ${signal}`);

/**
 * Runs a command, with its output shown and a sign of life while it says nothing. Ends this process with the command's
 * code where it fails, after saying what `failed` makes of how it ended.
 */
const step = async (what, [command, args], { progress = () => 'still at it', failed = () => '' } = {}) => {
  const started = performance.now();
  const seconds = () => Math.floor((performance.now() - started) / 1000);
  let told = { text: '', atSeconds: 0 };
  tell(`• ${what} …\n`);
  const child = spawn(command, args, { cwd: root, stdio: ['inherit', 'pipe', 'pipe'] });
  const show = (piece) => {
    tell(`${isTerminal ? clearedLine : ''}${piece}`);
    told = { text: '', atSeconds: seconds() };
  };
  child.stdout.on('data', show);
  child.stderr.on('data', show);
  const signs = setInterval(() => {
    const text = progress();
    const sign = signOfLife({ text, seconds: seconds(), told, isTerminal });
    if (sign === undefined) return;
    tell(sign);
    told = { text, atSeconds: seconds() };
  }, 1000);
  const { code, how } = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, how: `could not be started (${error.message})` }));
    child.once('close', (code, signal) => resolve({ code: code ?? 1, how: ending(code, signal) }));
  });
  clearInterval(signs);
  if (isTerminal) tell(clearedLine);
  if (code === 0) return tell(`  done in ${durationText(seconds())}\n`);
  tell(`${failed(how)}\n`);
  process.exit(code);
};

/** Installs the packages of package-lock.json where they are missing or the file changed. */
export const ensureInstalled = async () => {
  const stamp = join(root, 'node_modules', '.smart-agents-stamp');
  const digest = digestOf(['package-lock.json']);
  if (isStamped(stamp, digest)) return;
  const packages = requiredPackages(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  // What an earlier installation left does not count: npm removes it first.
  const since = Date.now();
  const isUnpacked = (folder) => (statSync(join(root, folder, 'package.json'), { throwIfNoEntry: false })?.ctimeMs ?? 0) >= since;
  await step(
    `Installing ${packages.length} packages (the first time this takes some minutes)`,
    ['npm', ['ci', '--no-audit', '--no-fund', '--no-progress']],
    {
      progress: () => installationText({ unpacked: packages.filter(isUnpacked).length, required: packages.length }),
      failed: failedInstallationText,
    },
  );
  stampWith(stamp, digest);
};

const bin = (name) => join(root, 'node_modules', '.bin', name);

/** Builds the server and the pages, each where its sources changed. */
export const ensureBuilt = async () => {
  const shared = ['package-lock.json', 'tsconfig.json', 'src/contracts', 'src/kernel', 'src/domain'];
  const server = { stamp: join(root, 'dist', '.server-stamp'), digest: digestOf(['src', 'entities', 'bench', 'tsconfig.build.json', ...shared]) };
  if (!isStamped(server.stamp, server.digest)) {
    await step('Building the server', [bin('tsc'), ['-p', 'tsconfig.build.json']]);
    stampWith(server.stamp, server.digest);
  }
  const web = { stamp: join(root, 'dist', '.web-stamp'), digest: digestOf(['src/web', ...shared]) };
  if (!isStamped(web.stamp, web.digest)) {
    await step('Building the pages', [bin('vite'), ['build', '--config', 'src/web/vite.config.ts', '--logLevel', 'warn']]);
    stampWith(web.stamp, web.digest);
  }
};
