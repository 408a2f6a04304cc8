import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { agentScopes } from '../../domain/agent-token.ts';
import { requestIdOf, sendError, traced } from '../../http/index.ts';
import { AppError } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { noTracing, type Tracing } from '../../kernel/telemetry.ts';
import type { ExternalAgentGuard } from '../external-agents/index.ts';
import { mcpServer, type McpServerParts } from './mcp-server.ts';
import { getExecution } from './tool-listing.ts';

/** What the door is made of. */
export interface McpRouterParts extends McpServerParts {
  readonly guard: ExternalAgentGuard;
  readonly scopeGuard: ExternalAgentGuard;
  /** Ids that nobody can guess. */
  readonly ids: IdSource;
  /** Where the program is reached, without a trailing slash. */
  readonly publicUrl: string;
  readonly tracing?: Tracing;
}

const bodyLimit = '256kb';
const sessionHeader = 'Mcp-Session-Id';

/** A session's id as MCP allows it: visible ASCII. */
const sessionPattern = /^[\x21-\x7e]{1,200}$/;

/** As much of a message as decides who may send it. */
const messageSchema = z.looseObject({ method: z.string().optional(), params: z.looseObject({ name: z.unknown() }).optional().catch(undefined) });

/** Pages of other origins are kept out, whatever name they reach us by (MCP, transports: DNS rebinding). Programs send no Origin. */
const ownOrigin =
  (publicUrl: string): RequestHandler =>
  (req, _res, next) => {
    const origin = req.get('origin');
    if (origin !== undefined && origin !== new URL(publicUrl).origin) {
      throw new AppError('forbidden', 'Requests from pages of other origins are not taken.', {
        remedy: 'Connect from a program, not from a web page.',
      });
    }
    next();
  };

/** Only POST: there is no stream of our own to listen to, and no session to end. */
const postOnly: RequestHandler = (req, res, next) => {
  if (req.method === 'POST') return next();
  res.status(405).set('Allow', 'POST').set('Cache-Control', 'no-store').end();
};

/** One message a request, as MCP has it since 2025-06-18: a batch would pass the limit of requests as one. */
const oneMessage: RequestHandler = (req, _res, next) => {
  if (!messageSchema.safeParse(req.body).success) {
    throw new AppError('bad_request', 'The body is not one JSON-RPC message.', { remedy: 'Send one message, as application/json.' });
  }
  next();
};

const acts = (req: Request): boolean => {
  const { method, params } = messageSchema.parse(req.body);
  return method === 'tools/call' && params?.name !== getExecution;
};

const answer = async (parts: McpRouterParts, req: Request, res: Response): Promise<void> => {
  if (req.externalAgent === undefined) throw new Error('nobody was let in');
  const given = req.get(sessionHeader);
  const session = given !== undefined && sessionPattern.test(given) ? given : null;
  // A session carries no right and is kept nowhere: it tells one client's requests from another's.
  if (messageSchema.parse(req.body).method === 'initialize') res.set(sessionHeader, parts.ids.next());
  const server = mcpServer(parts, { agent: req.externalAgent, session, logger: req.log, requestId: requestIdOf(req) });
  server.onerror = (error) => req.log.info({ reason: error.message }, 'an MCP message was not answered');
  res.on('close', () => void server.close());
  const transport = new StreamableHTTPServerTransport();
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
};

const inJsonRpc: ErrorRequestHandler = (thrown: unknown, req, res, next) => {
  void next;
  sendError(req, res, { thrown, style: 'json-rpc' });
};

/**
 * MCP's Streamable HTTP at `/mcp`, for external agents with a token for it: to look with the scope `agent.read`, to call
 * with `agent.act`. A request is answered as a stream of its own, by a server of its own.
 */
export const mcpRouter = (parts: McpRouterParts): Router => {
  const { guard, scopeGuard, publicUrl } = parts;
  const actGuard = scopeGuard({ resource: 'mcp', scope: agentScopes.act });
  const router = express.Router({ caseSensitive: true });
  router.use('/mcp', (_req, res, next) => {
    res.set('Cache-Control', 'no-store').set('X-Content-Type-Options', 'nosniff');
    next();
  });
  router.all(
    '/mcp',
    ownOrigin(publicUrl),
    guard({ resource: 'mcp', scope: agentScopes.read }),
    postOnly,
    express.json({ limit: bodyLimit, type: 'application/json' }),
    oneMessage,
    (req, res, next) => (acts(req) ? actGuard(req, res, next) : next()),
    traced(parts.tracing ?? noTracing, { method: 'POST', route: '/mcp' }, (req, res, next) => void answer(parts, req, res).catch(next)),
  );
  router.use('/mcp', inJsonRpc);
  return router;
};
