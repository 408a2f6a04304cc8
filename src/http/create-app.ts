import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { IdSource } from '../kernel/ids.ts';
import { requestLog } from './request-log.ts';
import { errorHandler } from './send-error.ts';

/** What an app is put together from. */
export interface AppParts {
  readonly logger: Logger;
  readonly ids: IdSource;
  /** Routers and middlewares in their order: security headers, sessions, the API, pages. */
  readonly handlers: readonly RequestHandler[];
}

/** An express app: request ids and logging first, the handlers, the error mapper last. */
export const createApp = ({ logger, ids, handlers }: AppParts): Express => {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');
  app.use(requestLog(logger, ids));
  for (const handler of handlers) app.use(handler);
  app.use(errorHandler);
  return app;
};
