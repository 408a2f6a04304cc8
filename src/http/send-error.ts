import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { AppError } from '../kernel/errors.ts';
import { appErrorOf, problemContentType, problemOf } from './problem.ts';
import { requestIdOf } from './request-log.ts';

/** How an error is written on the wire. */
export type ErrorStyle = 'problem' | 'odata' | 'json-rpc';

/** JSON-RPC 2.0, 5.1; what is neither of its own codes is in the range it leaves to implementations. */
const rpcCodes: Partial<Readonly<Record<AppError['code'], number>>> = { bad_request: -32600, too_large: -32600, internal: -32603 };

const rpcBody = ({ code, message, remedy }: AppError, requestId: string): object => ({
  jsonrpc: '2.0',
  id: null,
  error: { code: rpcCodes[code] ?? -32000, message, data: { code, remedy: remedy ?? null, requestId } },
});

const bodyOf = (error: AppError, req: Request, style: ErrorStyle): object => {
  if (style === 'problem') return problemOf(error, requestIdOf(req));
  if (style === 'json-rpc') return rpcBody(error, requestIdOf(req));
  const remedy = error.remedy === undefined ? '' : ` ${error.remedy}`;
  return { error: { code: error.code, message: `${error.message}${remedy}` } };
};

const log = (logger: Logger, error: AppError): void => {
  const { code, status } = error;
  if (error.level === 'error') logger.error({ err: error.cause ?? error, code, status }, error.message);
  else logger[error.level]({ code, status }, error.message);
};

/** Answers with an error and logs it once, at its own level. A reply that has begun is cut off, so that nobody takes it for whole. */
export const sendError = (req: Request, res: Response, { thrown, style }: { readonly thrown: unknown; readonly style: ErrorStyle }): void => {
  const error = appErrorOf(thrown);
  log(req.log, error);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const contentType = style === 'problem' ? problemContentType : 'application/json';
  if (error.retryAfter !== undefined) res.set('Retry-After', String(error.retryAfter));
  res
    .status(error.status)
    .set('Cache-Control', 'no-store')
    .set('Content-Type', `${contentType}; charset=utf-8`)
    .send(JSON.stringify(bodyOf(error, req, style)));
};

/** The last middleware: whatever is thrown outside the route table ends here. */
export const errorHandler: ErrorRequestHandler = (thrown: unknown, req, res, next) => {
  void next;
  sendError(req, res, { thrown, style: 'problem' });
};

/** Answers 404 for every address nothing serves. */
export const unknownAddress: RequestHandler = (req, res) => {
  sendError(req, res, {
    thrown: new AppError('not_found', 'There is nothing at this address.', { remedy: 'The addresses are described at /api/openapi.json.' }),
    style: 'problem',
  });
};
