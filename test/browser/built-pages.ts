import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Builds the pages into `dist/web` unless they are there already. */
export const ensureBuiltPages = async (): Promise<void> => {
  if (existsSync(path('../../dist/web/index.html'))) return;
  await build({ configFile: path('../../src/web/vite.config.ts'), logLevel: 'warn' });
};
