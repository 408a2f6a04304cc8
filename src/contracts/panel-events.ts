import { z } from 'zod';
import { approvalViewSchema } from './approvals.ts';
import { pageContextSchema } from './page-context.ts';

/** How a tool call ended, as the panel shows it. */
export const toolCallResults = [
  'ok',
  'awaiting_approval',
  'committed',
  'rejected',
  'refused',
  'denied',
  'failed',
  'timeout',
  'unknown',
  'expired',
  'withdrawn',
  'cancelled',
  'audit_unavailable',
] as const;
export type ToolCallResult = (typeof toolCallResults)[number];

const turn = { turnId: z.string() };
const call = { ...turn, toolCallId: z.string() };

/**
 * Everything a panel shows of a conversation, as events. Events of one session are numbered from 1
 * without gaps and kept, so that a panel that reconnects asks for what follows its last number.
 */
export const panelEventDataSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('turn.started'),
    ...turn,
    /** What opened the turn: the user's message, or a decision on an earlier proposal. */
    cause: z.enum(['message', 'decision']),
    text: z.string().nullable(),
    clientMessageId: z.string().nullable(),
    page: pageContextSchema.nullable(),
    executionReference: z.string(),
  }),
  z.strictObject({ type: z.literal('answer.delta'), ...turn, messageId: z.string(), text: z.string() }),
  z.strictObject({ type: z.literal('answer.completed'), ...turn, messageId: z.string(), text: z.string() }),
  z.strictObject({
    type: z.literal('tool.started'),
    ...call,
    tool: z.string(),
    title: z.string(),
    /** What it is asked to look at, in words, e.g. `vendor V-1042, since 1 June`. */
    subject: z.string(),
    /** Name of the agent whose call it is, where the conversation's own asked another one. */
    agent: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('tool.finished'),
    ...call,
    result: z.enum(toolCallResults),
    /** One line for the reader: what was found, or why not. */
    line: z.string(),
    /** Which layer said no, where one did. */
    layer: z.string().nullable(),
    remedy: z.string().nullable(),
    mayBePartial: z.boolean(),
    truncated: z.boolean(),
    /** It holds words of outsiders; left out of events that were kept before this was observed. */
    untrustedText: z.boolean().optional(),
    /** How many records it touched. */
    records: z.int().nonnegative(),
    credits: z.string(),
  }),
  z.strictObject({ type: z.literal('approval.requested'), ...turn, approval: approvalViewSchema }),
  z.strictObject({ type: z.literal('approval.changed'), ...turn, approval: approvalViewSchema }),
  z.strictObject({ type: z.literal('turn.waiting'), ...turn, approvals: z.array(z.string()) }),
  z.strictObject({ type: z.literal('turn.completed'), ...turn, credits: z.string(), modelCalls: z.int(), toolCalls: z.int() }),
  z.strictObject({ type: z.literal('turn.cancelled'), ...turn, message: z.string() }),
  z.strictObject({ type: z.literal('turn.failed'), ...turn, code: z.string(), message: z.string(), remedy: z.string().nullable() }),
]);
export type PanelEventData = z.infer<typeof panelEventDataSchema>;
export type PanelEventType = PanelEventData['type'];

/** A numbered event of a session. */
export const panelEventSchema = z.strictObject({
  sessionId: z.string(),
  sequence: z.int().positive(),
  at: z.iso.datetime(),
  data: panelEventDataSchema,
});
export type PanelEvent = z.infer<typeof panelEventSchema>;
