import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTemplateFile, type TemplateFile } from './template-file.ts';

/** Every template in a folder's `.yaml` files, in the order of the file names. Throws where one cannot be used. */
export const loadTemplateFiles = async (folder: string, knownTools: ReadonlySet<string>): Promise<readonly TemplateFile[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => parseTemplateFile(name, await readFile(join(folder, name), 'utf8'), knownTools)));
};
