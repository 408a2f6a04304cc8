import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { AppError, describeError, notFound } from '../kernel/errors.ts';
import { noTracing, type Tracing } from '../kernel/telemetry.ts';
import { contentDisposition } from './content-disposition.ts';
import { bearerOf } from './bearer-token.ts';
import { gzipFor } from './gzip.ts';
import type { Reply } from './reply.ts';
import type { ExternalAgentGuard } from '../features/external-agents/index.ts';
import type { MissedLookup } from '../features/missed-lookups/index.ts';
import type { AgentContext, PublicContext, ReaderContext, RequestContext } from './request-context.ts';
import { requestIdOf } from './request-log.ts';
import { requiredRevision } from './revision.ts';
import { holdsAny } from './roles.ts';
import type { RevisionInput, Route, RouteInput } from './route.ts';
import { sendError } from './send-error.ts';
import { traced } from './traced.ts';
import { validated } from './validate.ts';

/** What serving routes stands on; identity gives it. */
export interface ServingParts {
  /** Refuses requests that change something and did not come from our own pages. */
  readonly csrf: RequestHandler;
  /** Lets external agents in by their token. */
  readonly externalAgent: ExternalAgentGuard;
  /** Lets service clients in that may read the log, by their token. */
  readonly serviceClient: RequestHandler;
  /** The person of a signed-in user as the records know her. */
  subjectOf(user: RequestContext['user']): Promise<RequestContext['subject']>;
  /** Names the web session of a signed-in request; undefined if there is none. */
  signInOf(req: Request): string | undefined;
  /** Writes down that a caller asked for what is not there for her organisation. */
  noteMissing(missed: MissedLookup): Promise<void>;
  readonly tracing?: Tracing;
}

const bodyLimit = '256kb';
const readJson = express.json({ limit: bodyLimit, type: ['application/json', 'application/*+json'] });
const noQuery = z.strictObject({});

/** Runs a middleware to its end. */
const passed = (middleware: RequestHandler, req: Request, res: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    void middleware(req, res, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error(describeError(error)));
    });
  });

const isForReaders = (permission: Route['permission']): boolean => typeof permission === 'object' && 'orClient' in permission;

/** An external agent or a service client with its token; or a person: signed in, from our own pages, and with a permission set that the route names; in this order. */
const admit = async (route: Route, parts: ServingParts, { req, res }: { req: Request; res: Response }): Promise<void> => {
  if (route.permission === 'public') return;
  if (typeof route.permission === 'object' && 'agent' in route.permission) {
    return passed(parts.externalAgent({ resource: 'agent', scope: route.permission.agent }), req, res);
  }
  if (isForReaders(route.permission) && bearerOf(req.get('authorization')) !== undefined) return passed(parts.serviceClient, req, res);
  if (req.user === undefined) throw new AppError('unauthenticated', 'You are not signed in.', { remedy: 'Sign in and try again.' });
  if (route.method !== 'get') await passed(parts.csrf, req, res);
  if (route.permission === 'signed-in') return;
  if (!holdsAny(req.user, route.permission.anyOf)) {
    throw new AppError('forbidden', `This needs the permission set ${route.permission.anyOf.join(' or ')}.`, {
      remedy: 'Ask your administrator for it.',
    });
  }
};

const contextOf = async (route: Route, parts: ServingParts, req: Request): Promise<PublicContext | AgentContext | ReaderContext | RequestContext> => {
  const known: PublicContext = { requestId: requestIdOf(req), logger: req.log };
  const { user, externalAgent, serviceClient } = req;
  if (externalAgent !== undefined) return { ...known, externalAgent };
  if (serviceClient !== undefined) return { ...known, reader: serviceClient };
  if (user === undefined) return known;
  if (isForReaders(route.permission)) return { ...known, reader: { kind: 'person', tenantId: user.tid, id: (await parts.subjectOf(user)).id } };
  return { ...known, user, tenantId: user.tid, subject: await parts.subjectOf(user), signIn: parts.signInOf(req) ?? '' };
};

const bodyOf = async (route: Route, req: Request, res: Response): Promise<unknown> => {
  if (route.body === undefined) return undefined;
  await passed(readJson, req, res);
  if (req.body === undefined && req.headers['content-type'] !== undefined && !req.is(['application/json', 'application/*+json'])) {
    throw new AppError('bad_request', 'The body is not JSON.', { remedy: 'Send JSON with Content-Type: application/json.' });
  }
  return validated(route.body, req.body ?? {}, 'body');
};

const inputOf = async (route: Route, req: Request, res: Response): Promise<RouteInput & Partial<RevisionInput>> => {
  const params = (route.params ?? noQuery).safeParse({ ...req.params });
  // An id that cannot be one names nothing; it is not told apart from one that belongs to nobody.
  if (!params.success) throw notFound('thing');
  const header = (name: string): string | undefined => req.get(name);
  const mark = req.originalUrl.indexOf('?');
  return {
    params: params.data,
    query: route.query === 'raw' ? undefined : validated(route.query ?? noQuery, { ...req.query }, 'query'),
    body: await bodyOf(route, req, res),
    queryString: mark < 0 ? '' : req.originalUrl.slice(mark + 1),
    path: mark < 0 ? req.originalUrl : req.originalUrl.slice(0, mark),
    header,
    ...(route.needsRevision === true ? { revision: requiredRevision(header) } : {}),
    accepts: (types) => req.accepts([...types]) || undefined,
  };
};

const present = async (req: Request, res: Response, reply: Reply): Promise<void> => {
  res.set('Cache-Control', 'no-store').set('X-Content-Type-Options', 'nosniff');
  switch (reply.kind) {
    case 'json':
      res.status(reply.status);
      setHeaders(res, reply.headers);
      res.json(reply.value);
      return;
    case 'empty':
      res.status(204).end();
      return;
    case 'file':
      res.set('Content-Disposition', contentDisposition(reply.file.disposition, reply.file.fileName)).type(reply.file.contentType);
      res.end(reply.file.bytes);
      return;
    case 'not-modified':
      setHeaders(res, reply.headers);
      res.status(304).end();
      return;
    case 'stream':
      await presentStream(req, res, reply);
  }
};

/** Waits for the first piece before the headers go out, so that a request that fails at once is answered as an error. */
const presentStream = async (req: Request, res: Response, { chunks, contentType, headers }: Extract<Reply, { kind: 'stream' }>): Promise<void> => {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  setHeaders(res, headers);
  res.set('Content-Type', contentType);
  const all = async function* (): AsyncGenerator<string> {
    if (first.done !== true) yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  const text = Readable.from(all(), { objectMode: false });
  const gzip = gzipFor(req, res);
  await (gzip ? pipeline(text, gzip, res) : pipeline(text, res));
};

/** Leaves a row of a caller who asked for what is not there for her; where that cannot be written, she is answered all the same. */
const noteMissing = async (route: Route, parts: ServingParts, { req, thrown }: { req: Request; thrown: unknown }): Promise<void> => {
  const { user, externalAgent } = req;
  if (!(thrown instanceof AppError) || !(thrown.code === 'not_found' || thrown.fields.some(({ isUnknownId }) => isUnknownId))) return;
  const told = { route: `${route.method} ${route.path}`, requestId: requestIdOf(req) };
  try {
    if (externalAgent) {
      const { tenantId, agentId } = externalAgent;
      await parts.noteMissing({ ...told, tenantId, caller: { kind: 'agent', id: agentId } });
    } else if (user) await parts.noteMissing({ ...told, tenantId: user.tid, caller: { kind: 'person', id: (await parts.subjectOf(user)).id } });
  } catch (error) {
    req.log.error({ err: error }, 'a missed lookup could not be written down');
  }
};

const clientLeft = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_STREAM_PREMATURE_CLOSE';

const setHeaders = (res: Response, headers: Extract<Reply, { kind: 'json' }>['headers']): void => {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
};

/** A route as express runs it: admitted, validated, handled, presented; anything thrown is answered in the route's own style. */
export const serveRoute = (route: Route, parts: ServingParts): RequestHandler =>
  traced(parts.tracing ?? noTracing, { method: route.method.toUpperCase(), route: route.path }, served(route, parts));

const served =
  (route: Route, parts: ServingParts): RequestHandler =>
  async (req, res) => {
    try {
      await admit(route, parts, { req, res });
      const input = await inputOf(route, req, res);
      const context = await contextOf(route, parts, req);
      await present(req, res, await route.handle(input, context));
    } catch (thrown) {
      if (clientLeft(thrown)) req.log.info('the client left before the reply was whole');
      else {
        await noteMissing(route, parts, { req, thrown });
        sendError(req, res, { thrown, style: route.errors ?? 'problem' });
      }
    }
  };
