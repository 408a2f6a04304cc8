import { z } from 'zod';

/** What a client may say of a request in MCP's `_meta`, beside MCP's own; each key is prefixed. */
export const metaPrefix = 'smart-agents/';

/** What a client may say of a call in `_meta`. */
export const callMetaSchema = z.strictObject({
  /** The call is done once for each key; without one each call is one of its own. */
  idempotencyKey: z.string().optional(),
  /** Reference of the agent's own run that this is a further step of. */
  execution: z.string().max(40).optional(),
  /** The delegation to act under; a token that is bound to one may leave it out. */
  delegation: z.uuid().optional(),
});
export type CallMeta = z.infer<typeof callMetaSchema>;

/** The arguments of the tool `get_execution`. */
export const getExecutionSchema = z.strictObject({
  execution: z.string().min(1).max(40).describe('The reference that a tool answered with, e.g. EX-….'),
  waitSeconds: z.int().min(0).max(60).default(0).describe('How many seconds to wait for news of it, 0 to 60.'),
});

/** The arguments of the tool `withdraw_proposal`. */
export const withdrawProposalSchema = z.strictObject({
  execution: z.string().min(1).max(40).describe('The reference that the tool answered with, e.g. EX-….'),
  action: z.uuid().optional().describe('toolCallId of one action of it; everything that waits, if left out.'),
  reason: z.string().trim().min(1).max(500).optional().describe('Why, for the people who were asked.'),
});

/** The structured result of a tool, as `tools/list` declares it: an action's answer, told apart by `result`. */
export const toolResultSchema = z.looseObject({
  result: z
    .enum(['done', 'pending_approval', 'refused', 'failed', 'unknown', 'running', 'not_accepted'])
    .describe('pending_approval: a person has to decide first. not_accepted: the call itself was wrong.'),
  line: z.string().describe('What came of it, in a sentence.'),
  execution: z.string().optional().describe('Reference of the run, for get_execution.'),
  data: z.unknown().optional(),
});

/** What is answered to a call that could not be taken: nothing of it was decided on. */
export interface NotAccepted {
  readonly result: 'not_accepted';
  readonly line: string;
  readonly code: string;
  readonly remedy: string | null;
}
