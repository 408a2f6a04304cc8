import { z } from 'zod';
import {
  agentViewSchema,
  changeLifecycleSchema,
  createAgentSchema,
  updateAgentSchema,
  userViewSchema,
  versionComparisonSchema,
} from '../../contracts/admin.ts';
import { created, givenRevision, idParams, listResponse, ok, roles, route, type Route } from '../../http/index.ts';
import { changeReply } from '../pending-changes/index.ts';
import type { AgentMoves } from './agent-moves.ts';
import type { AgentVersions } from './agent-versions.ts';
import { agentVersionViewSchema } from './agent-view.ts';
import type { Agents } from './agents.ts';
import type { People } from './people.ts';

const forAdmins = { anyOf: [roles.admin] } as const;
const versionNumber = z.coerce.number().int('A whole number.').positive();
const versionParams = z.strictObject({ id: z.uuid(), version: versionNumber });
const pairParams = z.strictObject({ id: z.uuid(), version: versionNumber, other: versionNumber });

const readingRoutes = ({ agents, people }: AgentRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/agents',
    permission: forAdmins,
    summary: 'Every agent of the tenant.',
    response: listResponse(agentViewSchema),
    handle: async (_input, context) => ok({ value: await agents.list(context) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/admin/agents/{id}',
    permission: forAdmins,
    summary: 'One agent.',
    params: idParams,
    response: agentViewSchema,
    handle: async ({ params }, context) => ok(await agents.get(context, params.id)),
  }),
  route({
    method: 'get',
    path: '/api/v1/admin/users',
    permission: forAdmins,
    summary: 'The people an agent can be shared with.',
    response: listResponse(userViewSchema),
    handle: async (_input, { tenantId }) => ok({ value: await people.list(tenantId) }),
  }),
];

const versionRoutes = ({ agents, versions }: AgentRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/admin/agents/{id}/versions',
    permission: forAdmins,
    summary: 'An agent’s versions, newest first.',
    params: idParams,
    response: listResponse(agentVersionViewSchema),
    handle: async ({ params }, { tenantId }) => ok({ value: await versions.list(tenantId, params.id) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/admin/agents/{id}/versions/{version}/compare/{other}',
    permission: forAdmins,
    summary: 'What differs between two versions, field by field, tool links by tool.',
    params: pairParams,
    response: versionComparisonSchema,
    handle: async ({ params }, { tenantId }) => ok(await versions.compare(tenantId, params.id, params)),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/agents/{id}/versions/{version}/roll-back',
    permission: forAdmins,
    summary: 'Brings an agent back to one of its versions, as a new version.',
    params: versionParams,
    needsRevision: true,
    mayWait: true,
    response: agentViewSchema,
    handle: async ({ params, revision }, context) => changeReply(await agents.rollBack(context, params.id, { revision, version: params.version })),
  }),
];

const changingRoutes = ({ agents, moves }: AgentRouteParts): readonly Route[] => [
  route({
    method: 'post',
    path: '/api/v1/admin/agents',
    permission: forAdmins,
    summary: 'Registers an agent from a template; nobody may use it yet.',
    body: createAgentSchema,
    response: agentViewSchema,
    status: 201,
    handle: async ({ body }, context) => {
      const agent = await agents.create(context, body);
      return created(agent, `/api/v1/admin/agents/${agent.id}`);
    },
  }),
  route({
    method: 'patch',
    path: '/api/v1/admin/agents/{id}',
    permission: forAdmins,
    summary: 'Changes an agent; a change of its configuration makes a new version.',
    params: idParams,
    body: updateAgentSchema,
    needsRevision: true,
    mayWait: true,
    response: agentViewSchema,
    handle: async ({ params, body, revision }, context) => changeReply(await agents.update(context, params.id, { revision, patch: body })),
  }),
  route({
    method: 'post',
    path: '/api/v1/admin/agents/{id}/lifecycle',
    permission: forAdmins,
    summary: 'Moves an agent along its lifecycle; If-Match is heeded where given.',
    params: idParams,
    body: changeLifecycleSchema,
    response: agentViewSchema,
    handle: async ({ params, body, header }, context) => {
      await moves.move(context, params.id, { ...body, revision: givenRevision(header) });
      return ok(await agents.get(context, params.id));
    },
  }),
];

/** What the routes of agents need. */
export interface AgentRouteParts {
  readonly agents: Agents;
  readonly versions: AgentVersions;
  readonly moves: AgentMoves;
  readonly people: People;
}

/** The routes of agents and of the people they are shared with. */
export const agentRoutes = (parts: AgentRouteParts): readonly Route[] => [...readingRoutes(parts), ...versionRoutes(parts), ...changingRoutes(parts)];
