import { z } from 'zod';
import {
  approvalArgumentsSchema,
  approvalDecisionResultSchema,
  approvalDecisionSchema,
  approvalEditSchema,
  approvalViewSchema,
} from '../../contracts/approvals.ts';
import { availableAgentSchema, createSessionSchema, renameSessionSchema, sessionViewSchema } from '../../contracts/sessions.ts';
import { created, file, holdsAny, idParams, listResponse, noContent, ok, roles, route, type RequestContext, type Route } from '../../http/index.ts';
import { AppError } from '../../kernel/errors.ts';
import { availableAgents } from './available-agents.ts';
import type { ChatParts } from './chat-parts.ts';
import type { Caller, ChatService } from './chat-service.ts';
import type { Deciding } from './deciding.ts';
import type { ProposalDocuments } from './proposal-documents.ts';

/** What the routes of conversations need. */
export interface ChatRouteParts {
  readonly parts: ChatParts;
  readonly chat: ChatService;
  readonly deciding: Deciding;
  readonly documents: ProposalDocuments;
  /** The companies the ERP shows a user. */
  readonly companiesOf: (context: RequestContext) => Promise<readonly { readonly id: string; readonly name: string }[]>;
}

const forUsers = { anyOf: [roles.user] } as const;
const deciders = { anyOf: [roles.user, roles.approver] } as const;
const callerOf = ({ user, signIn }: RequestContext): Caller => ({ person: user, signIn, mayApprove: holdsAny(user, [roles.approver]) });

const sessionRoutes = ({ parts, chat, companiesOf }: ChatRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/agents',
    permission: forUsers,
    summary: 'The agents you may talk to.',
    response: listResponse(availableAgentSchema),
    handle: async (_input, { user, tenantId }) => ok({ value: availableAgents(await parts.settings.current(tenantId), user.oid, parts.tools) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/sessions',
    permission: forUsers,
    summary: 'Your conversations, newest first.',
    response: listResponse(sessionViewSchema),
    handle: async (_input, { user }) => ok({ value: await chat.sessions.list(user) }),
  }),
  route({
    method: 'post',
    path: '/api/v1/sessions',
    permission: forUsers,
    summary: 'Opens a conversation with an agent in a company.',
    body: createSessionSchema,
    response: sessionViewSchema,
    status: 201,
    handle: async ({ body }, context) => {
      const company = (await companiesOf(context)).find(({ id }) => id === body.companyId);
      if (!company)
        throw new AppError('not_found', 'There is no such company for you.', { remedy: 'Choose one of the companies the ERP shows you.' });
      const session = await chat.sessions.create(context.user, { agentId: body.agentId, company });
      return created(session, `/api/v1/sessions/${session.id}`);
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/sessions/{id}',
    permission: forUsers,
    summary: 'One of your conversations.',
    params: idParams,
    response: sessionViewSchema,
    handle: async ({ params }, { user }) => ok(await chat.sessions.view(user, params.id)),
  }),
  route({
    method: 'patch',
    path: '/api/v1/sessions/{id}',
    permission: forUsers,
    summary: 'Renames a conversation.',
    params: idParams,
    body: renameSessionSchema,
    response: sessionViewSchema,
    handle: async ({ params, body }, { user }) => {
      await chat.sessions.rename(user, params.id, body.title);
      return ok(await chat.sessions.view(user, params.id));
    },
  }),
  route({
    method: 'delete',
    path: '/api/v1/sessions/{id}',
    permission: forUsers,
    summary: 'Takes a conversation off your list; its authority ends.',
    params: idParams,
    status: 204,
    handle: async ({ params }, context) => {
      await chat.remove(callerOf(context), params.id);
      return noContent;
    },
  }),
  route({
    method: 'post',
    path: '/api/v1/sessions/{id}/restore',
    permission: forUsers,
    summary: 'Puts a deleted conversation back on your list.',
    params: idParams,
    response: sessionViewSchema,
    handle: async ({ params }, { user }) => {
      await chat.sessions.restore(user, params.id);
      return ok(await chat.sessions.view(user, params.id));
    },
  }),
];

const approvalRoutes = ({ deciding, documents }: ChatRouteParts): readonly Route[] => [
  route({
    method: 'get',
    path: '/api/v1/approvals',
    permission: deciders,
    summary: 'The proposals that wait for you.',
    query: z.strictObject({ status: z.literal('pending').default('pending') }),
    response: listResponse(approvalViewSchema),
    handle: async (_input, context) => ok({ value: await deciding.pending(callerOf(context)) }),
  }),
  route({
    method: 'get',
    path: '/api/v1/approvals/{id}',
    permission: deciders,
    summary: 'One proposal.',
    params: idParams,
    response: approvalViewSchema,
    handle: async ({ params }, context) => ok(await deciding.view(callerOf(context), params.id)),
  }),
  route({
    method: 'post',
    path: '/api/v1/approvals/{id}/decision',
    permission: deciders,
    summary: 'Confirms, rejects or withdraws one version of a proposal.',
    params: idParams,
    body: approvalDecisionSchema,
    response: approvalDecisionResultSchema,
    handle: async ({ params, body }, context) => ok(await deciding.decide(callerOf(context), { approvalId: params.id, ...body })),
  }),
  route({
    method: 'get',
    path: '/api/v1/approvals/{id}/arguments',
    permission: deciders,
    summary: 'What a waiting proposal asks for, and the JSON Schema of it, for those who may change it.',
    params: idParams,
    response: approvalArgumentsSchema,
    handle: async ({ params }, context) => ok(await deciding.argumentsOf(callerOf(context), params.id)),
  }),
  route({
    method: 'post',
    path: '/api/v1/approvals/{id}/edit',
    permission: deciders,
    summary: 'Changes what a waiting proposal asks for; the new version waits to be decided on.',
    params: idParams,
    body: approvalEditSchema,
    response: approvalDecisionResultSchema,
    handle: async ({ params, body }, context) => ok(await deciding.edit(callerOf(context), { approvalId: params.id, ...body })),
  }),
  route({
    method: 'get',
    path: '/api/v1/approvals/{id}/attachments/{index}',
    permission: deciders,
    summary: 'A document of a proposal, to look at before deciding.',
    params: z.strictObject({ id: z.uuid(), index: z.coerce.number().int().min(0).max(50) }),
    response: { contentType: 'application/pdf' },
    handle: async ({ params }, context) => {
      const row = await deciding.own(callerOf(context), params.id);
      return file({ ...(await documents.render(row, params.index)), disposition: 'inline' });
    },
  }),
];

/** The routes of conversations and of the proposals made in them. */
export const chatRoutes = (parts: ChatRouteParts): readonly Route[] => [...sessionRoutes(parts), ...approvalRoutes(parts)];
