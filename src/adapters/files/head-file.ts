import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HeadWitness } from '../../features/audit/index.ts';

/** Whether a file's last line was cut off: the machine went down while it was written. */
const endsInMidLine = async (file: string): Promise<boolean> => {
  const opened = await open(file, 'a+');
  try {
    const { size } = await opened.stat();
    if (size === 0) return false;
    const { buffer } = await opened.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer.toString('latin1') !== '\n';
  } finally {
    await opened.close();
  }
};

/**
 * Keeps signed log heads, seals and removal statements in a file outside the database, one JSON object a line. Append
 * only; ship it elsewhere for more distance.
 */
export const createHeadFile = (file: string): HeadWitness => {
  let isReady = false;
  const write = async (lines: readonly object[]): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    const start = !isReady && (await endsInMidLine(file)) ? '\n' : '';
    await appendFile(file, start + lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { flush: true });
    isReady = true;
  };
  return { append: write, state: write };
};
