import { ErpError, type ErpErrorKind } from '../../features/tools/ports/erp-reader.ts';
import { HttpFailure, type HttpReply } from './http-exchange.ts';

/** Business Central's own words for a missing permission; its error code says `Internal_ServerError` and cannot be used. */
const denialPattern = /current permissions prevented/i;
const correlationPattern = /\s*CorrelationId:\s*([0-9a-f-]{36})\.?\s*$/i;

interface ErrorBody {
  readonly code?: string;
  readonly message?: string;
}

const errorBody = (text: string): ErrorBody => {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown; message?: unknown } };
    return {
      ...(typeof error?.code === 'string' && { code: error.code }),
      ...(typeof error?.message === 'string' && { message: error.message }),
    };
  } catch {
    return {}; // A proxy's HTML page, or nothing at all: the status has to do.
  }
};

const kindOf = (status: number, { code, message }: ErrorBody): ErpErrorKind => {
  if (status === 403 || denialPattern.test(message ?? '')) return 'denied';
  if (status === 401) return 'unauthenticated';
  if (status === 404) return 'not_found';
  if (status === 409 || status === 412 || code === 'Request_EntityChanged') return 'conflict';
  if (status === 429) return 'throttled';
  return status >= 500 || status === 408 ? 'unavailable' : 'invalid';
};

const ownWords: Record<ErpErrorKind, string> = {
  denied: 'The ERP refused the request.',
  unauthenticated: 'The ERP did not accept the sign-in.',
  not_found: 'The ERP has no such record.',
  conflict: 'The record was changed by someone else meanwhile.',
  invalid: 'The ERP did not accept the request.',
  throttled: 'The ERP is busy and asked to wait.',
  timeout: 'The ERP did not answer in time.',
  unavailable: 'The ERP is not available at the moment.',
};

/**
 * The ErpError for an answer that is not a success. The message is the ERP's own text without its correlation
 * id, which goes to `detail`. After a 5xx a write may have happened: Business Central rolls back, the gateways before it cannot tell.
 */
export const errorOfReply = (reply: HttpReply, isWrite: boolean): ErpError => {
  const body = errorBody(reply.text);
  const kind = kindOf(reply.status, body);
  const correlationId = correlationPattern.exec(body.message ?? '')?.[1];
  return new ErpError(kind, body.message?.replace(correlationPattern, '').trim() || ownWords[kind], {
    status: reply.status,
    ...(body.code !== undefined && { code: body.code }),
    ...(correlationId !== undefined && { correlationId }),
    ...(isWrite && kind === 'unavailable' && { effectUnknown: true }),
  });
};

/** The ErpError for an exchange without an answer. */
export const errorOfFailure = (failure: unknown, isWrite: boolean): ErpError => {
  if (!(failure instanceof HttpFailure)) throw failure;
  const kind = failure.reason === 'timeout' || failure.reason === 'aborted' ? 'timeout' : 'unavailable';
  const message = failure.reason === 'aborted' ? 'The request to the ERP was cancelled.' : ownWords[kind];
  return new ErpError(kind, message, { cause: failure, ...(isWrite && failure.isSent && { effectUnknown: true }) });
};

/** The ErpError for an answer that cannot be understood; a write it answers has had its effect, but which is not known. */
export const malformedReply = (what: string, detail: { readonly isWrite: boolean; readonly cause?: unknown }): ErpError =>
  new ErpError('unavailable', `The ERP's answer could not be read: ${what}.`, {
    ...(detail.cause !== undefined && { cause: detail.cause }),
    ...(detail.isWrite && { effectUnknown: true }),
  });

/** The ErpError while the circuit is open: nothing was sent. */
export const circuitOpen = (): ErpError =>
  new ErpError('unavailable', 'The ERP has not been answering and is left alone for a moment. Try again shortly.');
