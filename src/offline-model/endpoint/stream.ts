import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

const event = (data: string): string => `data: ${data}\n\n`;

/**
 * Sends chunks as server-sent events, `[DONE]` last. It gives way between chunks, waits for a slow
 * reader, and stops at once when the reader has gone.
 */
export const sendStream = async (response: ServerResponse, chunks: readonly object[]): Promise<void> => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', connection: 'keep-alive' });
  for (const data of [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]']) {
    if (gone.signal.aborted) return;
    if (!response.write(event(data))) {
      await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
    }
    await nextTurn();
  }
  if (!gone.signal.aborted) response.end();
};
