import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { IdSource } from '../kernel/ids.ts';

const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0] ?? '';

/** The id that `requestLog` gave a request; empty where it gave none. */
export const requestIdOf = (req: Request): string => (typeof req.id === 'string' ? req.id : '');

/**
 * Gives every request an id of ours (`req.id`, `X-Request-Id`) and a logger (`req.log`), and logs its end.
 * Queries, headers and bodies are not logged: they name people.
 */
export const requestLog = (logger: Logger, ids: IdSource): RequestHandler => {
  const log = pinoHttp<Request, Response>({
    logger,
    genReqId: () => ids.next(),
    quietReqLogger: true,
    wrapSerializers: false,
    serializers: {
      req: (req: Request) => ({ method: req.method, path: pathOf(req.originalUrl) }),
      res: (res: Response) => ({ status: res.statusCode }),
    },
    customAttributeKeys: { reqId: 'requestId' },
    customLogLevel: () => 'info',
    autoLogging: { ignore: (req) => ['/healthz', '/readyz', '/metrics'].includes(pathOf(req.url)) },
  });
  return (req, res, next) => {
    log(req, res);
    res.setHeader('X-Request-Id', requestIdOf(req));
    next();
  };
};
