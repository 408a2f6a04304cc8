import type { Caller } from './erp-tenant.ts';

/** A request as the API sees it: already read, its caller already known. */
export interface ErpRequest {
  readonly method: string;
  /** The address behind `/erp/api/`, still percent-encoded, without the query. */
  readonly path: string;
  /** The query string without `?`. */
  readonly query: string;
  /** Header values by lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** What stands before `/erp/api/` in links: scheme and host as the client wrote them. */
  readonly origin: string;
  readonly caller: Caller;
}

/** An answer: status, headers beside the usual ones, and the text of the body ('' for none). */
export interface ErpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The type of every JSON answer. */
export const jsonType = 'application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8';

/** A JSON answer. */
export const jsonResponse = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): ErpResponse => ({
  status,
  headers: { 'content-type': jsonType, ...headers },
  body,
});
