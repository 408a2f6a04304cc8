import { z } from 'zod';
import {
  actionAnswerSchema,
  actionRequestSchema,
  agentExecutionSchema,
  executionWaitSchema,
  withdrawRequestSchema,
} from '../../contracts/agent-actions.ts';
import { agentScopes } from '../../domain/agent-token.ts';
import { accepted, ok, route, type Route } from '../../http/index.ts';
import type { AgentActions } from './agent-actions.ts';
import { idempotencyKey } from './idempotency-key.ts';
import type { RunViews } from './run-view.ts';
import type { Withdrawals } from './withdrawals.ts';

/** What the routes of the agent API need. */
export interface AgentActionRouteParts {
  readonly actions: AgentActions;
  readonly runs: RunViews;
  readonly withdrawals: Withdrawals;
}

/** The routes by which customers' own agents have things done, and ask what became of them. */
export const agentActionRoutes = ({ actions, runs, withdrawals }: AgentActionRouteParts): readonly Route[] => [
  route({
    method: 'post',
    path: '/agent/v1/actions',
    permission: { agent: agentScopes.act },
    summary: 'Has an action done, once for each Idempotency-Key; 202 where a person has to decide first, or it is still being done.',
    body: actionRequestSchema,
    response: actionAnswerSchema,
    handle: async ({ body, header }, { externalAgent }) => {
      const key = idempotencyKey(header('idempotency-key'), 'Idempotency-Key');
      const { answer, isReplayed } = await actions.act(externalAgent, body, { key });
      const headers = isReplayed ? { 'Idempotency-Replayed': 'true' } : {};
      if (!('poll' in answer)) return ok(answer, headers);
      const reply = accepted(answer, answer.poll);
      return reply.kind === 'json' ? { ...reply, headers: { ...reply.headers, ...headers } } : reply;
    },
  }),
  route({
    method: 'get',
    path: '/agent/v1/executions/{reference}',
    permission: { agent: agentScopes.read },
    summary: 'What became of a run of the agent’s own; `wait` waits that many seconds for news.',
    params: z.strictObject({ reference: z.string().max(40) }),
    query: executionWaitSchema,
    response: agentExecutionSchema,
    handle: async ({ params, query }, { externalAgent }) => ok(await runs.view(externalAgent, params.reference, { waitSeconds: query.wait })),
  }),
  route({
    method: 'post',
    path: '/agent/v1/executions/{reference}/withdraw',
    permission: { agent: agentScopes.act },
    summary: 'Takes back what the agent proposed in a run of its own and nobody has decided on yet.',
    params: z.strictObject({ reference: z.string().max(40) }),
    body: withdrawRequestSchema,
    response: agentExecutionSchema,
    handle: async ({ params, body }, { externalAgent }) => ok(await withdrawals.withdraw(externalAgent, params.reference, body)),
  }),
];
