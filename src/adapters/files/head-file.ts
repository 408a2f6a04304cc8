import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ReadableWitness } from '../../features/audit/index.ts';

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

/** A file's last bytes, as lines. */
const endOf = async (file: string, mostBytes: number): Promise<{ readonly lines: readonly string[]; readonly isWhole: boolean }> => {
  const opened = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!opened) return { lines: [], isWhole: true };
  try {
    const from = Math.max(0, (await opened.stat()).size - mostBytes);
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(mostBytes), 0, mostBytes, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    // Whoever does not begin at the start begins in the middle of a line.
    return { lines: lines.slice(from === 0 ? 0 : 1), isWhole: from === 0 };
  } finally {
    await opened.close();
  }
};

/** So much of its end is read: some twelve thousand lines. */
const endBytes = 4 * 1024 * 1024;

/**
 * Keeps signed log heads, seals and removal statements in a file outside the database, one JSON object a line. Append
 * only; ship it elsewhere for more distance.
 */
export const createHeadFile = (file: string, mostBytes = endBytes): ReadableWitness => {
  let isReady = false;
  const write = async (lines: readonly object[]): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    const start = !isReady && (await endsInMidLine(file)) ? '\n' : '';
    await appendFile(file, start + lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { flush: true });
    isReady = true;
  };
  return { append: write, state: write, end: () => endOf(file, mostBytes) };
};
