import type { ServerResponse } from 'node:http';
import type { z } from 'zod';

/** An error as OpenAI's API reports it. */
export interface OpenAiError {
  readonly status: 400 | 404 | 405 | 413 | 500;
  readonly message: string;
  readonly type: 'invalid_request_error' | 'server_error';
  readonly param: string | null;
  readonly code: string | null;
}

const invalid = (status: OpenAiError['status'], message: string, more: Partial<OpenAiError> = {}): OpenAiError => ({
  status,
  message,
  type: 'invalid_request_error',
  param: null,
  code: null,
  ...more,
});

/** No such address. */
export const unknownUrl = (method: string, path: string): OpenAiError => invalid(404, `Invalid URL (${method} ${path})`, { code: 'unknown_url' });
/** The address is right, the method is not. */
export const wrongMethod = (method: string, path: string): OpenAiError =>
  invalid(405, `Not allowed to ${method} on ${path}.`, { code: 'method_not_supported' });
/** The body is no JSON. */
export const badJson = (): OpenAiError => invalid(400, 'We could not parse the JSON body of your request.', { code: 'invalid_json' });
/** The body is larger than `limit` bytes. */
export const tooLarge = (limit: number): OpenAiError =>
  invalid(413, `The request body is larger than ${limit} bytes.`, { code: 'request_too_large' });
/** Another model than the one there is. */
export const unknownModel = (model: string): OpenAiError =>
  invalid(404, `The model \`${model}\` does not exist; this endpoint serves \`offline-model\` only.`, {
    param: 'model',
    code: 'model_not_found',
  });
/** Something here went wrong. */
export const serverError = (): OpenAiError => ({
  status: 500,
  message: 'The offline model failed on this request.',
  type: 'server_error',
  param: null,
  code: null,
});

/** The first thing wrong with a body, where it is and what it is. */
export const badBody = (error: z.ZodError): OpenAiError => {
  const [issue] = error.issues;
  const unknownKeys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...(issue?.path ?? []), ...unknownKeys.slice(0, 1)].map(String).join('.');
  const message =
    unknownKeys.length > 0 ? `Unrecognized request argument supplied: ${path}` : `Invalid value for '${path}': ${issue?.message ?? 'not valid'}.`;
  return invalid(400, message, { param: path === '' ? null : path });
};

/** Sends an error body: `{"error":{message,type,param,code}}`. */
export const sendError = (response: ServerResponse, { status, ...error }: OpenAiError): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify({ error }));
};
