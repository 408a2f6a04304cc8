/** A JSON object as the ERP answers it. */
export type Entity = Readonly<Record<string, unknown>>;

/** One step of a story: who did what over HTTP, and what came of it. */
export interface Step {
  readonly who: string;
  readonly request: string;
  readonly status: number;
  /** What it means, in a sentence. */
  readonly told: string;
}

/** API v2.0, our own pages for what it lacks, and Microsoft's ledger entries. */
export type Route = 'standard' | 'custom' | 'reports';

/** Someone of the company, by the role that the ERP's demo gives her. */
export interface Actor {
  readonly name: string;
  readonly token: () => Promise<string>;
}

/** An answer: its status, its body where there is one, and where a new record is. */
export interface Reply {
  readonly status: number;
  readonly body: Entity;
  readonly location: string | undefined;
  /** Business Central's words where it refused. */
  readonly refusal: string | undefined;
}

const refusalIn = (body: Entity): string | undefined => {
  const error = body['error'];
  const message: unknown = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return typeof message === 'string' ? message.replace(/ *CorrelationId:.*$/, '') : undefined;
};

/** Does business over the ERP's API as different people, and keeps what was done as the steps of a story. */
export class Teller {
  readonly steps: Step[] = [];

  /** The company's address on each route. */
  constructor(private readonly at: Readonly<Record<Route, string>>) {}

  /** The entity at an address of the company. Not told: looking is not a step. */
  async read(actor: Actor, path: string, route: Route = 'standard'): Promise<Entity> {
    const reply = await this.#send(actor, 'GET', `${this.at[route]}/${path}`);
    if (reply.status !== 200) throw new Error(`${actor.name} may not read ${path}: ${reply.refusal ?? reply.status}`);
    return reply.body;
  }

  /** The entities of a list. */
  async list(actor: Actor, path: string, route: Route = 'standard'): Promise<readonly Entity[]> {
    return (await this.read(actor, path, route))['value'] as readonly Entity[];
  }

  /** Does something, and tells of it. */
  async act(
    actor: Actor,
    request: { readonly method?: 'POST' | 'PATCH'; readonly path: string; readonly body?: Entity; readonly route?: Route },
    told: (reply: Reply) => string,
  ): Promise<Reply> {
    const { method = 'POST', path, body, route = 'standard' } = request;
    const reply = await this.#send(actor, method, `${this.at[route]}/${path}`, body);
    const shown = path.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
    this.steps.push({ who: actor.name, request: `${method} ${shown}`, status: reply.status, told: told(reply) });
    return reply;
  }

  async #send(actor: Actor, method: string, url: string, body?: Entity): Promise<Reply> {
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${await actor.token()}`,
        'accept-language': 'en-US',
        ...(method === 'PATCH' ? { 'if-match': '*' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (text === '' ? {} : JSON.parse(text)) as Entity;
    return { status: response.status, body: json, location: response.headers.get('location') ?? undefined, refusal: refusalIn(json) };
  }
}

/** The id in the last parentheses of an address. */
export const idIn = (address: string | undefined): string => /\(([0-9a-f-]{36})\)$/.exec(address ?? '')?.[1] ?? '';
