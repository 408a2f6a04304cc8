import {
  approvalArgumentsSchema,
  approvalDecisionResultSchema,
  approvalViewSchema,
  type ApprovalDecision,
  type ApprovalEdit,
} from '../../contracts/approvals.ts';
import { executionSummarySchema, executionViewSchema } from '../../contracts/executions.ts';
import { emailDraftViewSchema } from '../../contracts/outbox.ts';
import { stopsReportSchema } from '../../contracts/reports.ts';
import { settledEffectSchema, unsettledEffectSchema, type SettleEffect } from '../../contracts/unsettled-effects.ts';
import { availableAgentSchema, meSchema, sessionViewSchema } from '../../contracts/sessions.ts';
import type { Answer } from './answer.ts';
import { call, download, listOf, nothing, type CallOptions } from './http.ts';

const base = '/api/v1';
const at = (...parts: string[]) => `${base}/${parts.map(encodeURIComponent).join('/')}`;

/** Who is signed in. */
export const fetchMe = (options?: CallOptions) => call(at('me'), meSchema, options);

/** The agents the user may talk to. */
export const fetchAgents = (options?: CallOptions) => call(at('agents'), listOf(availableAgentSchema), options);

/** The user's conversations, the one used last first. */
export const fetchSessions = (options?: CallOptions) => call(at('sessions'), listOf(sessionViewSchema), options);

/** Opens a conversation. */
export const createSession = (agentId: string, companyId: string) =>
  call(at('sessions'), sessionViewSchema, { method: 'POST', body: { agentId, companyId } });

/** Gives a conversation another name. */
export const renameSession = (id: string, title: string) => call(at('sessions', id), sessionViewSchema, { method: 'PATCH', body: { title } });

/** Deletes a conversation; `keepalive` lets it happen while the page closes. */
export const deleteSession = (id: string, keepalive = false) => call(at('sessions', id), nothing, { method: 'DELETE', keepalive });

/** Proposals that wait for the user. */
export const fetchPendingApprovals = (options?: CallOptions) => call(`${at('approvals')}?status=pending`, listOf(approvalViewSchema), options);

/** One proposal. */
export const fetchApproval = (id: string, options?: CallOptions) => call(at('approvals', id), approvalViewSchema, options);

/** What a waiting proposal asks for. */
export const fetchArguments = (id: string, options?: CallOptions) => call(at('approvals', id, 'arguments'), approvalArgumentsSchema, options);

/** Changes what a waiting proposal asks for. */
export const editApproval = (id: string, edit: ApprovalEdit) =>
  call(at('approvals', id, 'edit'), approvalDecisionResultSchema, { method: 'POST', body: edit });

/** Confirms, rejects or withdraws one version of a proposal. */
export const decideApproval = (id: string, decision: ApprovalDecision) =>
  call(at('approvals', id, 'decision'), approvalDecisionResultSchema, { method: 'POST', body: decision });

/** Changes of which nobody knows whether they were made. */
export const fetchUnsettledEffects = (options?: CallOptions) => call(at('unsettled-effects'), listOf(unsettledEffectSchema), options);

/** Says what was found in the ERP. */
export const settleEffect = (approvalId: string, found: SettleEffect) =>
  call(at('unsettled-effects', approvalId, 'settle'), settledEffectSchema, { method: 'POST', body: found });

/** Where a document of a proposal is opened. */
export const attachmentAddress = (approvalId: string, index: number): string => at('approvals', approvalId, 'attachments', String(index));

/** The user's email drafts. */
export const fetchOutbox = (options?: CallOptions) => call(at('outbox'), listOf(emailDraftViewSchema), options);

/** Where a draft is had as a message file, for the user's own mail program. */
export const messageAddress = (draftId: string): string => at('outbox', draftId, 'message');

/** Throws a draft away. */
export const discardDraft = (id: string) => call(at('outbox', id, 'discard'), nothing, { method: 'POST' });

/** Takes a thrown-away draft back. */
export const restoreDraft = (id: string) => call(at('outbox', id, 'restore'), nothing, { method: 'POST' });

/** Where a file is opened. */
export const fileAddress = (id: string): string => at('files', id, 'content');

/** One workflow run and all that belongs to it. */
export const fetchExecution = (reference: string, options?: CallOptions) => call(at('executions', reference), executionViewSchema, options);

/** Workflow runs that a finished query string finds, newest first. */
export const fetchExecutions = (query: string, options?: CallOptions) =>
  call(`${at('executions')}?${query}`, listOf(executionSummarySchema), options);

/** A run's evidence as a file. */
export const fetchEvidence = (reference: string): Promise<Answer<Blob>> => download(at('executions', reference, 'evidence'), 'application/json');

/** Where runs stop; days `YYYY-MM-DD`, the last thirty where they are left out. */
export const fetchStops = (query: string, options?: CallOptions) => call(`${at('reports', 'stops')}?${query}`, stopsReportSchema, options);
