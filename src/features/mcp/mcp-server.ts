import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  CancelledNotificationSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/sdk/validation/ajv';
import type { Logger } from 'pino';
import { appErrorOf } from '../../http/index.ts';
import type { AppError } from '../../kernel/errors.ts';
import type { ExternalAgent } from '../external-agents/index.ts';
import type { MissedLookup } from '../missed-lookups/index.ts';
import { notAccepted } from './call-result.ts';
import type { OpenCalls } from './open-calls.ts';
import { withProgress } from './progress.ts';
import { getExecution } from './tool-listing.ts';
import type { ToolCalls } from './tool-calls.ts';

/** What servers are made of; the same for all requests. */
export interface McpServerParts {
  readonly calls: ToolCalls;
  readonly open: OpenCalls;
  /** The program's version, e.g. `0.1.0`. */
  readonly version: string;
  /** Writes down that an agent asked for what is not there for its organisation. */
  noteMissing(missed: MissedLookup): Promise<void>;
}

/** Whose request a server answers. */
export interface McpCaller {
  readonly agent: ExternalAgent;
  /** The client's session; null where it keeps none. */
  readonly session: string | null;
  readonly logger: Logger;
  readonly requestId: string;
}

const instructions =
  'Each tool acts in an ERP under a delegation that a person gave, and passes a gateway: a change may wait for a person. A result of ' +
  `pending_approval is no failure: nothing has been done yet, so do not call again; ask ${getExecution} with the execution's reference instead.`;

/** Each server would make its own otherwise, for questions to the client that we never ask. */
const jsonSchemaValidator = new AjvJsonSchemaValidator();

const callerKey = ({ tenantId, agentId, delegationId }: ExternalAgent): string => JSON.stringify([tenantId, agentId, delegationId]);

/** What was thrown as an error that may be told; a fault of ours is logged, and what was not there leaves its row. */
const told = async (parts: McpServerParts, { agent, logger, requestId }: McpCaller, method: string, thrown: unknown): Promise<AppError> => {
  const error = appErrorOf(thrown);
  if (error.level === 'error') logger.error({ err: error.cause ?? error, code: error.code }, error.message);
  if (error.code === 'not_found') {
    const { tenantId, agentId: id } = agent;
    await parts
      .noteMissing({ tenantId, caller: { kind: 'agent', id }, route: `post /mcp ${method}`, requestId })
      .catch((fault: unknown) => logger.error({ err: fault }, 'a missed lookup could not be written down'));
  }
  return error;
};

/**
 * An MCP server for one HTTP request: nothing is kept between requests, so that any node can answer the next. It is the
 * SDK's lower server, because the upper one (`McpServer`) knows its tools before it knows who asks.
 */
export const mcpServer = (parts: McpServerParts, from: McpCaller): Server => {
  const { calls, open, version } = parts;
  const { agent, session } = from;
  const info = { name: 'smart-agents', title: 'Smart Agents', version };
  const server = new Server(info, { capabilities: { tools: {} }, instructions, jsonSchemaValidator });
  const caller = callerKey(agent);

  server.setRequestHandler(ListToolsRequestSchema, async ({ params }) => {
    try {
      return { tools: await calls.list(agent, params?._meta) };
    } catch (thrown) {
      const { level, code, message, remedy } = await told(parts, from, 'tools/list', thrown);
      throw new McpError(level === 'error' ? ErrorCode.InternalError : ErrorCode.InvalidParams, message, { code, remedy: remedy ?? null });
    }
  });

  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra): Promise<CallToolResult> => {
    const stop = new AbortController();
    // Closing ends the answer's stream without a response, as a cancelled request has none.
    const cancel = (): void => {
      stop.abort();
      void server.close();
    };
    const work = (): Promise<CallToolResult> => calls.call(agent, params, { cancelled: stop.signal, unheard: extra.signal });
    try {
      const at = { caller, session, requestId: extra.requestId };
      return await withProgress(extra, `${params.name} goes on.`, () => open.during(at, cancel, work));
    } catch (thrown) {
      return notAccepted(await told(parts, from, 'tools/call', thrown));
    }
  });

  server.setNotificationHandler(CancelledNotificationSchema, ({ params: { requestId } }) => {
    if (requestId !== undefined) open.cancel({ caller, session, requestId });
  });
  return server;
};
