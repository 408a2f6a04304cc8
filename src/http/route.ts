import type { z } from 'zod';
import type { Reply } from './reply.ts';
import type { AgentScope } from '../domain/agent-token.ts';
import type { ReaderScope } from '../domain/log-reader.ts';
import type { AgentContext, PublicContext, ReaderContext, RequestContext } from './request-context.ts';
import type { Role } from './roles.ts';

/** For people who hold one of these permission sets. */
interface ForPeople {
  readonly anyOf: readonly [Role, ...Role[]];
}

/** For external agents whose token has this scope. */
interface ForAgents {
  readonly agent: AgentScope;
}

/** For people who hold one of these permission sets, and for service clients whose token has this scope. */
interface ForReaders extends ForPeople {
  readonly orClient: ReaderScope;
}

/** Who may call a route. The type demands it, so that being unguarded has to be written down. */
export type Permission = 'public' | 'signed-in' | ForPeople | ForReaders | ForAgents;

/** What a handler is told of who asks. */
type ContextOf<Access extends Permission> = Access extends 'public'
  ? PublicContext
  : Access extends ForAgents
    ? AgentContext
    : Access extends ForReaders
      ? ReaderContext
      : RequestContext;

/** The methods routes have. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a handler is given of the request: only what was validated, and headers on demand. */
export interface RouteInput<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** What follows the `?`, still percent-encoded. */
  readonly queryString: string;
  /** The path as it was asked for, without the query. */
  readonly path: string;
  readonly header: (name: string) => string | undefined;
  /** The one of these content types the client prefers; undefined if it takes none. */
  readonly accepts: (types: readonly string[]) => string | undefined;
}

/** What a route that needs a revision is given besides. */
export interface RevisionInput {
  /** The revision the change was made on. */
  readonly revision: number;
}

/** What a route answers, for the API description: JSON of a schema, or bytes of a content type. */
export type ResponseShape = z.ZodType | { readonly contentType: string };

/** A route as a feature writes it. */
export interface RouteSpec<
  Access extends Permission,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Revision extends true | undefined,
> {
  readonly method: Method;
  /** With parameters in braces: `/api/v1/admin/agents/{id}`. */
  readonly path: string;
  readonly permission: Access;
  /** One sentence for the API description. */
  readonly summary: string;
  readonly params?: Params;
  /** Left out: the route takes no query. `raw`: it reads `queryString` itself. */
  readonly query?: Query | 'raw';
  readonly body?: Body;
  /** The change has to name the revision it was made on, as `If-Match`. */
  readonly needsRevision?: Revision;
  readonly response?: ResponseShape;
  /** The status of success in the API description; 200 if left out. */
  readonly status?: 200 | 201 | 202 | 204;
  /** Part of the change may wait for a second admin: then it is answered 202, with the address of what waits. */
  readonly mayWait?: true;
  /** How errors are written: problem+json, or `{ error: { code, message } }` as OData clients expect. */
  readonly errors?: 'problem' | 'odata';
  handle(
    input: RouteInput<z.output<Params>, z.output<Query>, z.output<Body>> & (Revision extends true ? RevisionInput : unknown),
    context: ContextOf<Access>,
  ): Promise<Reply>;
}

/** A route in the table, its types erased after definition. */
export type Route = RouteSpec<Permission, z.ZodType, z.ZodType, z.ZodType, true | undefined>;

/** Defines a route; checks that the handler fits the schemas and the permission, and erases them. */
export const route = <
  const Access extends Permission,
  Params extends z.ZodType = z.ZodType<Record<string, never>>,
  Query extends z.ZodType = z.ZodType<Record<string, never>>,
  Body extends z.ZodType = z.ZodType<undefined>,
  const Revision extends true | undefined = undefined,
>(
  spec: RouteSpec<Access, Params, Query, Body, Revision>,
): Route => spec;
