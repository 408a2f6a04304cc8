import type { IncomingMessage } from 'node:http';

/** The most bytes a request body may have: a long conversation with its tool results. */
export const bodyLimit = 16 * 1024 * 1024;

/** A request body as text; undefined when it exceeds the limit, whose rest is then not read. */
export const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > bodyLimit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};
