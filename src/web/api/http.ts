import { z } from 'zod';
import { problemSchema, type Problem } from '../../contracts/problem.ts';
import { localProblem, unexpectedAnswer, unreachable, type Answer } from './answer.ts';

/** How to call: method, JSON body, the revision for `If-Match`, and a signal that gives up. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly revision?: number;
  readonly signal?: AbortSignal;
  /** Lets the call outlive the page, for what must still happen when it closes. */
  readonly keepalive?: boolean;
}

let csrfToken = '';

/** Remembers the token that unsafe calls carry; it comes with `GET /api/v1/me`. */
export const rememberCsrfToken = (token: string): void => {
  csrfToken = token;
};

/** The token as it was last told; empty before anyone was known. */
export const rememberedCsrfToken = (): string => csrfToken;

/** Leaves for the sign-in page, and comes back to where the user was. */
export const goToSignIn = (): void => {
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/auth/sign-in?returnTo=${encodeURIComponent(here)}`);
};

const signedOut: Problem = localProblem('signed_out', {
  status: 401,
  title: 'Signed out',
  detail: 'Your session has ended.',
  remedy: 'Sign in again.',
});

/** How OData addresses, the log page among them, say what was wrong (OData JSON 4.01, 21). */
const odataErrorSchema = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string() }) });

const parsed = async (response: Response): Promise<unknown> => {
  try {
    return JSON.parse(await response.text()) as unknown;
  } catch {
    return undefined;
  }
};

/** The problem an error response carries, or one made from its status where it carries none. */
export const problemOf = async (response: Response): Promise<Problem> => {
  const body = await parsed(response);
  const problem = problemSchema.safeParse(body);
  if (problem.success) return problem.data;
  const odata = odataErrorSchema.safeParse(body);
  if (odata.success) {
    const { code, message } = odata.data.error;
    return localProblem(code, {
      status: response.status,
      title: 'That cannot be answered',
      detail: message,
      remedy: 'Change the filters or the sorting.',
    });
  }
  return localProblem('http_error', {
    status: response.status,
    title: 'That did not work',
    detail: `The server answered with status ${response.status}.`,
    remedy: response.status >= 500 ? 'Wait a moment, then try again.' : 'Load the page again, then try again.',
  });
};

/** Sends a request with the session's cookie, the token where it is needed, and JSON. Signed out: leaves for the sign-in page. Never rejects; undefined when nothing answered. */
export const send = async (path: string, options: CallOptions = {}): Promise<Response | undefined> => {
  const method = options.method ?? 'GET';
  const headers = new Headers({ Accept: 'application/json' });
  if (method !== 'GET') headers.set('X-CSRF-Token', csrfToken);
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.revision !== undefined) headers.set('If-Match', String(options.revision));
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      keepalive: options.keepalive ?? false,
      signal: options.signal ?? null,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    if (response.status === 401) goToSignIn();
    return response;
  } catch {
    return undefined;
  }
};

/** Calls the REST interface and reads the answer with its schema. */
export const call = async <Value>(path: string, schema: z.ZodType<Value>, options: CallOptions = {}): Promise<Answer<Value>> => {
  const response = await send(path, options);
  if (!response) return { ok: false, problem: unreachable };
  if (response.status === 401) return { ok: false, problem: signedOut };
  if (!response.ok) return { ok: false, problem: await problemOf(response) };
  const value = schema.safeParse(response.status === 204 ? undefined : await parsed(response));
  const waits = response.status === 202 ? { waits: true as const } : {};
  return value.success ? { ok: true, value: value.data, ...waits } : { ok: false, problem: unexpectedAnswer(path) };
};

/** For calls whose answer carries nothing that the page needs. */
export const nothing = z.unknown().transform(() => undefined);

/** A list as the REST interface answers it; `nextAfter` asks for the next page. */
export const listOf = <Item>(item: z.ZodType<Item>) => z.object({ value: z.array(item), nextAfter: z.string().optional() });

/** Fetches a file of this content type. */
export const download = async (path: string, contentType: string): Promise<Answer<Blob>> => {
  try {
    const response = await fetch(path, { headers: { Accept: contentType }, credentials: 'same-origin' });
    return response.ok ? { ok: true, value: await response.blob() } : { ok: false, problem: await problemOf(response) };
  } catch {
    return { ok: false, problem: unreachable };
  }
};
