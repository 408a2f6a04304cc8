import type { Clock } from '../../kernel/clock.ts';
import { inSpan, noTracing, type Tracing } from '../../kernel/telemetry.ts';
import { capabilitiesIn, noCapabilities, type ErpCapabilities } from './capabilities.ts';
import { CircuitBreaker, type ExchangeHealth } from './circuit-breaker.ts';
import { parseErpJson, writeErpJson } from './decimals.ts';
import { createConnectionPool, exchange, HttpFailure, type ConnectionPool, type HttpReply, type HttpRequest } from './http-exchange.ts';
import { isInside } from './is-inside.ts';
import { circuitOpen, errorOfFailure, errorOfReply, malformedReply } from './map-erp-error.ts';
import { isRetryable, retryAfterMillis, waitBeforeRetry } from './retry-policy.ts';
import { apiRoutes, type ApiRoute } from './routes.ts';

/** Whose request it is and what it belongs to; travels with every request. */
export interface ErpCall {
  /** A valid bearer token for the user (and the agent that acts); asked for at each request, so it may be renewed meanwhile. */
  readonly token: () => Promise<string>;
  /** The tool call's id; Business Central's telemetry knows the request by it (`client-request-id`). */
  readonly callId: string;
  readonly signal: AbortSignal;
}

/** How a client reaches its ERP. */
export interface BusinessCentralOptions {
  /** Everything before `/api/…`: `http://host/erp`, or `https://api.businesscentral.dynamics.com/v2.0/{tenant}/{environment}`. */
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Longest wait for one answer. */
  readonly timeoutMillis?: number;
  /** Connections kept for reads. */
  readonly maxSockets?: number;
  /** Waits that long or until the signal; a port, so that tests need not wait. */
  readonly wait?: (millis: number, signal: AbortSignal) => Promise<void>;
  /** Each request is a span of its own, and tells the ERP of it (`traceparent`). */
  readonly tracing?: Tracing;
}

/** One request that changes something. Decimal strings of decimal properties go out as numbers. */
export interface ErpWrite {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL. */
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A JSON object as the ERP answered it. */
export type ErpBody = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is ErpBody => typeof value === 'object' && value !== null && !Array.isArray(value);

const waitFor = (millis: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, millis);
    signal.addEventListener('abort', done, { once: true });
  });

const healthOf = (result: HttpReply | HttpFailure): ExchangeHealth => {
  if (result instanceof HttpFailure) return result.reason === 'aborted' ? 'neutral' : 'failing';
  return result.status >= 502 && result.status <= 504 ? 'failing' : 'healthy';
};

/**
 * Speaks HTTP with one Business Central environment, real or embedded: reads are repeated where that is safe,
 * writes never, and an environment that does not answer is left alone for a while. It throws `ErpError`, and whatever `call.token` throws.
 */
export class BusinessCentralClient {
  readonly #base: URL;
  readonly #pool: ConnectionPool;
  readonly #breaker: CircuitBreaker;
  readonly #wait: (millis: number, signal: AbortSignal) => Promise<void>;
  readonly #timeoutMillis: number;
  readonly #clock: Clock;
  readonly #tracing: Tracing;
  readonly #capabilities = new Map<ApiRoute, ErpCapabilities>();

  constructor(options: BusinessCentralOptions) {
    this.#base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`);
    this.#pool = createConnectionPool(options.maxSockets ?? 64);
    this.#clock = options.clock;
    this.#breaker = new CircuitBreaker({ clock: options.clock, threshold: 8, restMillis: 10_000 });
    this.#timeoutMillis = options.timeoutMillis ?? 30_000;
    this.#wait = options.wait ?? waitFor;
    this.#tracing = options.tracing ?? noTracing;
  }

  /** GETs a JSON object at a path below the base URL, or at a next link the ERP gave. Decimals are strings. */
  async read(path: string, call: ErpCall, headers: Readonly<Record<string, string>> = {}): Promise<ErpBody> {
    const reply = await this.#get(this.#address(path), call, headers);
    return this.#body(reply, false);
  }

  /** Sends a write whose answer is a record, once. */
  async write(request: ErpWrite, call: ErpCall): Promise<ErpBody> {
    return this.#body(await this.#change(request, call), true);
  }

  /** Sends a write whose answer has no content, once; answers where a new record is, if the ERP says so. */
  async act(request: ErpWrite, call: ErpCall): Promise<string | undefined> {
    return (await this.#change(request, call)).headers.location;
  }

  /** The EDMX document of the API route at a path below the base URL. */
  async metadata(route: string, call: ErpCall): Promise<string> {
    return (await this.#get(this.#address(`${route}/$metadata`), call, { Accept: 'application/xml' })).text;
  }

  /** What an API route says of itself; asked once and kept. A route that does not tell has no capabilities, and is asked again next time. */
  async capabilities(route: ApiRoute, call: ErpCall): Promise<ErpCapabilities> {
    const known = this.#capabilities.get(route);
    if (known) return known;
    try {
      const told = capabilitiesIn(await this.metadata(apiRoutes[route], call));
      this.#capabilities.set(route, told);
      return told;
    } catch {
      return noCapabilities;
    }
  }

  /** Closes every connection. */
  close(): void {
    this.#pool.close();
  }

  /** Follows no address outside the environment: a reply must not be able to carry the user's token elsewhere. */
  #address(path: string): URL {
    const url = new URL(path, this.#base);
    if (!isInside(url, this.#base)) throw malformedReply('it points outside the ERP', { isWrite: false });
    return url;
  }

  async #headers(call: ErpCall): Promise<Record<string, string>> {
    return {
      Authorization: `Bearer ${await call.token()}`,
      Accept: 'application/json',
      'Accept-Language': 'en-US',
      'client-request-id': call.callId,
    };
  }

  async #change({ method, path, body, headers }: ErpWrite, call: ErpCall): Promise<HttpReply> {
    const contentType: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const outgoing: HttpRequest = {
      method,
      url: this.#address(path),
      headers: { ...(await this.#headers(call)), ...contentType, ...headers },
      ...(body !== undefined && { body: writeErpJson(body) }),
      timeoutMillis: this.#timeoutMillis,
      signal: call.signal,
    };
    const result = await this.#send(outgoing);
    if (result instanceof HttpFailure) throw errorOfFailure(result, true);
    if (result.status >= 300) throw errorOfReply(result, true);
    return result;
  }

  async #get(url: URL, call: ErpCall, extra: Readonly<Record<string, string>>): Promise<HttpReply> {
    for (let attempt = 1; ; attempt++) {
      const headers = { ...(await this.#headers(call)), ...extra };
      const result = await this.#send({ method: 'GET', url, headers, timeoutMillis: this.#timeoutMillis, signal: call.signal });
      const isLost = result instanceof HttpFailure;
      if (!isLost && result.status < 300) return result;
      const mayRetry = isLost ? result.reason === 'connection' : isRetryable(result.status);
      const asked = isLost ? null : retryAfterMillis(result.headers, this.#clock.now());
      const pause = mayRetry && !call.signal.aborted ? waitBeforeRetry(attempt, asked) : null;
      if (pause === null) throw isLost ? errorOfFailure(result, false) : errorOfReply(result, false);
      await this.#wait(pause, call.signal);
    }
  }

  /** The address is left out of the span: filters and keys stand in it. */
  #send(request: HttpRequest): Promise<HttpReply | HttpFailure> {
    const attributes = {
      'http.request.method': request.method,
      'server.address': request.url.hostname,
      'server.port': Number(request.url.port) || 443,
    };
    return inSpan(this.#tracing, { name: request.method, kind: 'client', attributes }, async (span) => {
      const traceparent = this.#tracing.traceparent();
      const result = await this.#exchange(traceparent === undefined ? request : { ...request, headers: { ...request.headers, traceparent } });
      if (result instanceof HttpFailure) span.set({ 'error.type': result.reason });
      else span.set({ 'http.response.status_code': result.status, 'error.type': result.status >= 400 ? String(result.status) : undefined });
      return result;
    });
  }

  async #exchange(request: HttpRequest): Promise<HttpReply | HttpFailure> {
    if (!this.#breaker.tryEnter()) throw circuitOpen();
    const result = await exchange(request, this.#pool).catch((failure: unknown) => {
      if (failure instanceof HttpFailure) return failure;
      this.#breaker.report('neutral');
      throw failure;
    });
    this.#breaker.report(healthOf(result));
    return result;
  }

  #body(reply: HttpReply, isWrite: boolean): ErpBody {
    let parsed: unknown;
    try {
      parsed = parseErpJson(reply.text);
    } catch (cause) {
      throw malformedReply('it is not JSON', { isWrite, cause });
    }
    if (!isBody(parsed)) throw malformedReply('it is not an object', { isWrite });
    return parsed;
  }
}
