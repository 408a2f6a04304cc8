import { z } from 'zod';
import { approvalDecisionSchema, type ApprovalDecisionResult } from './approvals.ts';
import { pageContextSchema } from './page-context.ts';
import type { PanelEvent } from './panel-events.ts';
import type { Problem } from './problem.ts';
import type { SessionView } from './sessions.ts';

/** What a socket's handshake carries as `auth`: the token from `GET /api/v1/me` that every request to change something carries. */
export const chatAuthSchema = z.strictObject({ csrfToken: z.string().min(1) });

/** Join a session and get every event after the last one the panel has (0 for all). */
export const openSessionSchema = z.strictObject({ sessionId: z.uuid(), afterSequence: z.int().nonnegative() });

/** A message to the agent. `clientMessageId` makes a repeated send harmless. */
export const sendMessageSchema = z.strictObject({
  sessionId: z.uuid(),
  clientMessageId: z.uuid(),
  text: z.string().trim().min(1, 'Write a message first.').max(8000, 'A message may have at most 8,000 characters.'),
  page: pageContextSchema.optional(),
});

/** Stop the session's running turn. */
export const cancelTurnSchema = z.strictObject({ sessionId: z.uuid(), turnId: z.uuid() });

/** Decide on a proposal from the panel. */
export const decideApprovalSchema = z.strictObject({ approvalId: z.uuid(), ...approvalDecisionSchema.shape });

export type ChatAuth = z.infer<typeof chatAuthSchema>;
export type OpenSession = z.infer<typeof openSessionSchema>;
export type SendMessage = z.infer<typeof sendMessageSchema>;
export type CancelTurn = z.infer<typeof cancelTurnSchema>;
export type DecideApproval = z.infer<typeof decideApprovalSchema>;

/** What an acknowledgement carries: the value, or the problem in the same shape as over HTTP. */
export type Ack<Value> = (answer: { ok: true; value: Value } | { ok: false; problem: Problem }) => void;

/** Events a panel sends, namespace `/chat`. */
export interface ClientToServerEvents {
  'session.open': (request: OpenSession, ack: Ack<{ session: SessionView; events: PanelEvent[]; lastSequence: number }>) => void;
  'message.send': (request: SendMessage, ack: Ack<{ turnId: string }>) => void;
  'turn.cancel': (request: CancelTurn, ack: Ack<{ result: 'cancelled' | 'too_late' | 'not_running'; message: string }>) => void;
  'approval.decide': (request: DecideApproval, ack: Ack<ApprovalDecisionResult>) => void;
}

/** Events a panel receives, namespace `/chat`. */
export interface ServerToClientEvents {
  event: (event: PanelEvent) => void;
  /** A turn could not go on and even that could not be kept, so it has no number: the store is unavailable. Not replayed. */
  'turn.problem': (notice: { sessionId: string; turnId: string; problem: Problem }) => void;
}
