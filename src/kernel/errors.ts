/** Every way a request can fail that we know of. The code is stable: clients may switch on it. */
export const errorCodes = {
  bad_request: 400,
  unknown_field: 400,
  unauthenticated: 401,
  forbidden: 403,
  csrf: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  too_large: 413,
  unprocessable: 422,
  too_many_requests: 429,
  internal: 500,
  bad_gateway: 502,
  erp_unavailable: 502,
  model_unavailable: 502,
  audit_unavailable: 503,
  unavailable: 503,
} as const satisfies Record<string, number>;

/** One of the closed set of error codes. */
export type ErrorCode = keyof typeof errorCodes;

/** How loudly an error is logged: `error` wakes someone, `warn` is looked at, `info` is daily business. */
export type ErrorLevel = 'error' | 'warn' | 'info';

/** One thing that is wrong with the input: which field, and what would mend it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
  /** It names a thing that is not there for whoever asks; a row is left of that. Not told on the wire. */
  readonly isUnknownId?: true;
}

/** What an AppError may carry beyond its code and message. */
export interface ErrorDetails {
  /** What the reader can do next, in one sentence. */
  readonly remedy?: string;
  readonly fields?: readonly FieldProblem[];
  /** Seconds after which the same request may succeed; goes out as `Retry-After`. */
  readonly retryAfter?: number;
  /** The first position of the log that is still there, where an older one was asked for. */
  readonly firstPosition?: number;
  readonly cause?: unknown;
}

const levelOf = (status: number): ErrorLevel => (status >= 500 ? 'error' : status === 403 ? 'warn' : 'info');

/**
 * The one error type this program throws on purpose. `message` is safe to show to whoever made the
 * request: no secret, no SQL, no stack.
 */
export class AppError extends Error {
  readonly status: number;
  readonly level: ErrorLevel;
  readonly remedy: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly retryAfter: number | undefined;
  readonly firstPosition: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.status = errorCodes[code];
    this.level = levelOf(this.status);
    this.remedy = details.remedy;
    this.fields = details.fields ?? [];
    this.retryAfter = details.retryAfter;
    this.firstPosition = details.firstPosition;
  }
}

/** The error for a thing that does not exist, or not for this tenant: the two cannot be told apart. */
export const notFound = (what: string): AppError =>
  new AppError('not_found', `There is no such ${what}.`, { remedy: `Check the ${what}'s id; it may have been removed.` });

/** The text of anything thrown, for logs; never for users. */
export const describeError = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
