import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';

/** What the SDK gives a handler beside the request. */
export type RequestExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** How often it is said that work goes on, in seconds; well below the minute after which clients give up. */
const tickSeconds = 5;

/** Does work, and says at its start and every few seconds that it goes on, where the client asked for that. */
export const withProgress = async <Result>(extra: RequestExtra, message: string, work: () => Promise<Result>): Promise<Result> => {
  const progressToken = extra._meta?.progressToken;
  if (progressToken === undefined) return work();
  let progress = 0;
  // A client that is gone hears nothing, and the work goes on without it.
  const tell = (): void =>
    void extra.sendNotification({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(() => undefined);
  tell();
  const ticking = setInterval(() => {
    progress += tickSeconds;
    tell();
  }, tickSeconds * 1000);
  try {
    return await work();
  } finally {
    clearInterval(ticking);
  }
};
