import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HeadWitness } from '../../features/audit/index.ts';

/** Keeps signed log heads in a file outside the database, one JSON object a line. Append only; ship it elsewhere for more distance. */
export const createHeadFile = (file: string): HeadWitness => ({
  append: async (heads) => {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, heads.map((head) => `${JSON.stringify(head)}\n`).join(''), { flush: true });
  },
});
