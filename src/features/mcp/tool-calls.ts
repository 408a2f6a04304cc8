import type { CallToolRequest, CallToolResult, Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { ActionRequest } from '../../contracts/agent-actions.ts';
import { getExecutionSchema, metaPrefix, withdrawProposalSchema } from '../../contracts/mcp.ts';
import { AppError } from '../../kernel/errors.ts';
import { cutText } from '../../kernel/kept-text.ts';
import { delegationOf, idempotencyKey, type AgentActions, type OfferedActions, type RunViews, type Withdrawals } from '../agent-actions/index.ts';
import type { ExternalAgent } from '../external-agents/index.ts';
import { callMeta } from './call-meta.ts';
import { callResult, executionResult } from './call-result.ts';
import { companyArgument, getExecution, toolListing, withdrawProposal } from './tool-listing.ts';

/** What calls over MCP are carried out with. */
export interface ToolCallParts {
  readonly offers: Pick<OfferedActions, 'offer'>;
  readonly actions: Pick<AgentActions, 'act'>;
  readonly runs: Pick<RunViews, 'view'>;
  readonly withdrawals: Pick<Withdrawals, 'withdraw'>;
}

/** What stops a call. */
export interface Stopping {
  /** The client cancelled the call. */
  readonly cancelled: AbortSignal;
  /** Nobody listens to the answer any more; MCP asks that this be no cancellation, so it ends a wait only. */
  readonly unheard: AbortSignal;
}

type CallParams = CallToolRequest['params'];
type Meta = CallParams['_meta'];

/** As long as the name of an action can be kept. No tool has a longer one, so what is left of it names none either. */
const nameLength = 80;

/** A company is a UUID; whatever else is called so stays among the arguments, where the tool's schema refuses it, with a row. */
const isCompany = (value: unknown): value is string => z.uuid().safeParse(value).success;

/** The tools of an agent, as MCP's `tools/list` and `tools/call`. Throws AppError for what cannot be taken. */
export class ToolCalls {
  constructor(private readonly parts: ToolCallParts) {}

  /** What would run, or be put before a person, for this agent under its token's delegation now. */
  async list(agent: ExternalAgent, meta: Meta): Promise<ListedTool[]> {
    const { delegation } = callMeta(meta);
    const isNamed = agent.delegationId !== null || delegation !== undefined;
    return toolListing(await this.parts.offers.offer(agent, isNamed ? delegationOf(agent, delegation) : null));
  }

  /** Has a tool called through the gateway, once for each key; any name is taken there, so that every attempt has its row. */
  async call(agent: ExternalAgent, params: CallParams, { cancelled, unheard }: Stopping): Promise<CallToolResult> {
    const { delegation, execution, idempotencyKey: key } = callMeta(params._meta);
    if (params.name === getExecution) return this.#execution(agent, params.arguments, AbortSignal.any([cancelled, unheard]));
    if (params.name === withdrawProposal) return this.#withdraw(agent, params.arguments);
    const { [companyArgument]: company, ...others } = params.arguments ?? {};
    const wanted: ActionRequest = {
      action: cutText(params.name, nameLength),
      arguments: isCompany(company) ? others : (params.arguments ?? {}),
      ...(isCompany(company) ? { company } : {}),
      ...(delegation === undefined ? {} : { delegation }),
      ...(execution === undefined ? {} : { execution }),
    };
    const asking = { key: idempotencyKey(key, `${metaPrefix}idempotencyKey`), signal: cancelled };
    return callResult(await this.parts.actions.act(agent, wanted, asking));
  }

  async #execution(agent: ExternalAgent, given: unknown, signal: AbortSignal): Promise<CallToolResult> {
    const { execution, waitSeconds } = argumentsIn(getExecutionSchema, given);
    return executionResult(await this.parts.runs.view(agent, execution, { waitSeconds, signal }));
  }

  async #withdraw(agent: ExternalAgent, given: unknown): Promise<CallToolResult> {
    const { execution, ...wanted } = argumentsIn(withdrawProposalSchema, given);
    return executionResult(await this.parts.withdrawals.withdraw(agent, execution, wanted));
  }
}

/** Arguments of a tool of ours. Throws `bad_request` with the fields that do not fit. */
const argumentsIn = <Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> => {
  const read = schema.safeParse(given ?? {});
  if (read.success) return read.data;
  const fields = read.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'arguments', message }));
  const message = `The arguments do not fit: ${fields.map((field) => `${field.field}: ${field.message}`).join('; ')}`;
  throw new AppError('bad_request', message, { fields, remedy: 'Correct the arguments as the message says and call again.' });
};
