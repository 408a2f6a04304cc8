import type { Problem } from '../contracts/problem.ts';
import { AppError, type ErrorCode } from '../kernel/errors.ts';

/** The content type of RFC 9457. */
export const problemContentType = 'application/problem+json';

const titles: Readonly<Record<ErrorCode, string>> = {
  bad_request: 'The request is not valid',
  unknown_field: 'The request has a field that does not exist',
  unauthenticated: 'You are not signed in',
  forbidden: 'You may not do this',
  csrf: 'The request did not come from our pages',
  not_found: 'Not found',
  conflict: 'This does not fit the present state',
  gone: 'This is no longer there',
  precondition_failed: 'Somebody changed it meanwhile',
  too_large: 'The request is too large',
  unprocessable: 'The request cannot be carried out',
  too_many_requests: 'Too many requests',
  internal: 'Something went wrong',
  bad_gateway: 'A service we depend on failed',
  erp_unavailable: 'The ERP cannot be reached',
  model_unavailable: 'The model cannot be reached',
  audit_unavailable: 'The audit log is unavailable',
  unavailable: 'Not available at the moment',
};

/** The parsers' own errors (body-parser, express), told by their `type` or status. */
const knownFault = (thrown: unknown): AppError | undefined => {
  if (!(thrown instanceof Error)) return undefined;
  const { type, status } = thrown as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large')
    return new AppError('too_large', 'The body is larger than this address accepts.', { remedy: 'Send less at once.', cause: thrown });
  if (type === 'entity.parse.failed')
    return new AppError('bad_request', 'The body is not valid JSON.', { remedy: 'Correct the JSON and send it again.', cause: thrown });
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new AppError('bad_request', 'The request cannot be read.', { remedy: 'Check its address, encoding and content type.', cause: thrown });
  }
  return undefined;
};

/** Whatever was thrown as an AppError. What nobody expected becomes `internal` with a text that tells nothing. */
export const appErrorOf = (thrown: unknown): AppError => {
  if (thrown instanceof AppError) return thrown;
  return (
    knownFault(thrown) ??
    new AppError('internal', 'Something went wrong on our side.', {
      remedy: 'Try again. If it stays like this, give the request id to whoever runs Smart Agents.',
      cause: thrown,
    })
  );
};

/** An error as problem details. Carries nothing but what AppError declares safe. */
export const problemOf = (error: AppError, requestId?: string): Problem => ({
  type: `urn:smart-agents:problem:${error.code}`,
  title: titles[error.code],
  status: error.status,
  detail: error.message,
  code: error.code,
  ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
  ...(error.fields.length === 0 ? {} : { fields: error.fields.map(({ field, message }) => ({ field, message })) }),
  ...(error.firstPosition === undefined ? {} : { firstPosition: error.firstPosition }),
  ...(requestId === undefined ? {} : { requestId }),
});
