import { z } from 'zod';

/** A conversation in the session list. */
export const sessionViewSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  agent: z.strictObject({ id: z.string(), name: z.string(), version: z.int(), autonomy: z.string() }),
  company: z.strictObject({ id: z.string(), name: z.string() }),
  status: z.enum(['idle', 'running', 'waiting']),
  pendingApprovals: z.int().nonnegative(),
  createdAt: z.iso.datetime(),
  lastActivityAt: z.iso.datetime(),
  lastSequence: z.int().nonnegative(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** Opens a conversation with an agent in a company. `POST /api/v1/sessions`. */
export const createSessionSchema = z.strictObject({ agentId: z.uuid(), companyId: z.uuid() });

/** Renames a conversation. `PATCH /api/v1/sessions/{id}`. */
export const renameSessionSchema = z.strictObject({ title: z.string().trim().min(1).max(120) });

/** An agent the user may talk to, with what the panel says about it. `GET /api/v1/agents`. */
export const availableAgentSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  autonomy: z.enum(['read-only', 'ask', 'execute']),
  /** Example questions to start with. */
  suggestions: z.array(z.string()),
  tools: z.array(z.strictObject({ name: z.string(), title: z.string(), writes: z.boolean() })),
});
export type AvailableAgent = z.infer<typeof availableAgentSchema>;

/** Who is signed in, and what the program runs with. `GET /api/v1/me`. */
export const meSchema = z.strictObject({
  user: z.strictObject({ displayName: z.string(), email: z.string(), roles: z.array(z.string()) }),
  tenant: z.strictObject({ id: z.string(), name: z.string() }),
  /** Companies the ERP shows this user; empty with `erpProblem` where the ERP cannot be reached. */
  companies: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  erpProblem: z.string().nullable(),
  csrfToken: z.string(),
  model: z.strictObject({ name: z.string(), offline: z.boolean() }),
});
export type Me = z.infer<typeof meSchema>;
