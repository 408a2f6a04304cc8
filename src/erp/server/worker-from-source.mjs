// The thread's entry when the program runs from its TypeScript sources; compiled it is worker.js itself. A loader would
// compile some three hundred files at each start, so they are made one file, which is kept until a source changes.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';

const sources = fileURLToPath(new URL('../../', import.meta.url));

const digest = () => {
  const hash = createHash('sha256');
  for (const shelf of ['erp', 'odata', 'kernel']) {
    const names = readdirSync(join(sources, shelf), { recursive: true }).filter((name) => name.endsWith('.ts'));
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(sources, shelf, name)));
  }
  return hash.digest('hex');
};

const makeIn = async (folder) => {
  const { build } = await import('vite');
  const ssr = join(sources, 'erp', 'server', 'worker.ts');
  await build({ root: sources, configFile: false, logLevel: 'error', build: { ssr, outDir: folder, minify: false, target: 'node20' } });
};

const kept = join(sources, '..', '.cache', 'erp-worker', digest());
if (!existsSync(kept)) {
  const made = `${kept}-${process.pid}-${threadId}`;
  await makeIn(made);
  try {
    renameSync(made, kept);
  } catch (thrown) {
    // Another thread made the same meanwhile.
    rmSync(made, { recursive: true });
    if (!existsSync(kept)) throw thrown;
  }
}
await import(pathToFileURL(join(kept, 'worker.js')).href);
