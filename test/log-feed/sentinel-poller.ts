import { z } from 'zod';

/*
 * A RestApiPoller as Microsoft documents it ("RestApiPoller data connector reference for the Codeless Connector
 * Framework"), as far as a connection with OAuth2 client credentials and PersistentToken paging needs it: the client
 * id and the secret go to the token endpoint in the form; `queryParameters` and the page size are in every request;
 * the token found at `nextPageTokenJsonPath` is kept beyond the query window and sent as `nextPageParaName`; within a
 * window pages are asked for while the flag at `hasNextFlagJsonPath` says that there are more.
 */
const definitionSchema = z.object({
  kind: z.literal('RestApiPoller'),
  properties: z.object({
    auth: z.object({
      type: z.literal('OAuth2'),
      ClientId: z.string(),
      ClientSecret: z.string(),
      GrantType: z.literal('client_credentials'),
      Scope: z.string().optional(),
      TokenEndpoint: z.url(),
      TokenEndpointHeaders: z.record(z.string(), z.string()).default({}),
    }),
    request: z.object({
      apiEndpoint: z.url(),
      httpMethod: z.literal('GET'),
      queryWindowInMin: z.int().min(1),
      retryCount: z.int().min(1).max(6),
      timeoutInSeconds: z.int().min(1).max(180),
      headers: z.record(z.string(), z.string()).default({}),
      queryParameters: z.record(z.string(), z.string()).default({}),
    }),
    response: z.object({ eventsJsonPaths: z.array(z.string()).min(1), format: z.literal('json') }),
    paging: z.object({
      pagingType: z.literal('PersistentToken'),
      nextPageParaName: z.string(),
      nextPageTokenJsonPath: z.string(),
      hasNextFlagJsonPath: z.string(),
      pageSizeParameterName: z.string(),
      pageSize: z.int().positive(),
    }),
  }),
});

/** The members a JSON path of the form `$.a.b` names. */
const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], value);

/** Polls a data source by a connection's definition. */
export class SentinelPoller {
  readonly #definition: z.infer<typeof definitionSchema>['properties'];
  /** Persists across query windows. */
  #token: string | undefined;
  /** Every event that was ingested, in the order in which it came. */
  readonly events: unknown[] = [];

  constructor(definition: unknown) {
    this.#definition = definitionSchema.parse(definition).properties;
  }

  /** What happens in one query window. */
  async window(): Promise<void> {
    const bearer = await this.#bearer();
    for (let hasNext = true; hasNext;) {
      const page = await this.#page(bearer);
      for (const path of this.#definition.response.eventsJsonPaths) this.events.push(...(at(page, path) as unknown[]));
      const { nextPageTokenJsonPath, hasNextFlagJsonPath } = this.#definition.paging;
      const token = at(page, nextPageTokenJsonPath);
      if (token !== undefined && token !== null) this.#token = typeof token === 'string' ? token : JSON.stringify(token);
      hasNext = at(page, hasNextFlagJsonPath) === true;
    }
  }

  async #bearer(): Promise<string> {
    const { ClientId, ClientSecret, GrantType, Scope, TokenEndpoint, TokenEndpointHeaders } = this.#definition.auth;
    const body = new URLSearchParams({ grant_type: GrantType, client_id: ClientId, client_secret: ClientSecret, ...(Scope ? { scope: Scope } : {}) });
    const answer = await fetch(TokenEndpoint, { method: 'POST', headers: TokenEndpointHeaders, body });
    if (!answer.ok) throw new Error(`no token: ${await answer.text()}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async #page(bearer: string): Promise<unknown> {
    const { request, paging } = this.#definition;
    const url = new URL(request.apiEndpoint);
    for (const [name, value] of Object.entries(request.queryParameters)) url.searchParams.set(name, value);
    url.searchParams.set(paging.pageSizeParameterName, String(paging.pageSize));
    if (this.#token !== undefined) url.searchParams.set(paging.nextPageParaName, this.#token);
    const answer = await fetch(url, { headers: { ...request.headers, authorization: `Bearer ${bearer}` } });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
