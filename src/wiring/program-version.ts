import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder, from sources and from compiled files alike. */
const here = fileURLToPath(new URL('.', import.meta.url));

/** The folder that holds package.json, templates and the built pages. */
export const projectRoot = existsSync(new URL('../../package.json', import.meta.url))
  ? fileURLToPath(new URL('../../', import.meta.url))
  : fileURLToPath(new URL('../../../', import.meta.url));

/** The program's name and version, as execution fingerprints carry it. */
export const programVersion = ((): string => {
  const { name, version } = createRequire(here)(`${projectRoot}package.json`) as { name: string; version: string };
  return `${name} ${version}`;
})();
