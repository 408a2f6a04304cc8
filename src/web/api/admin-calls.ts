import { z } from 'zod';
import {
  agentViewSchema,
  businessUnitViewSchema,
  changeLogViewSchema,
  type createAgentSchema,
  type createBusinessUnitSchema,
  setupViewSchema,
  templateViewSchema,
  toolConfigViewSchema,
  type updateBusinessUnitSchema,
  type updateSetupSchema,
  type updateToolConfigSchema,
  userViewSchema,
  versionComparisonSchema,
  type AgentView,
  type BusinessUnitView,
  type ToolLink,
  type UpdateAgent,
} from '../../contracts/admin.ts';
import { missedLookupSchema } from '../../contracts/missed-lookups.ts';
import { pendingChangeViewSchema, type DecidePendingChange } from '../../contracts/pending-changes.ts';
import { call, listOf, type CallOptions } from './http.ts';

const at = (...parts: string[]) => `/api/v1/admin/${parts.map(encodeURIComponent).join('/')}`;

/** One version of an agent. */
export const agentVersionSchema = z.looseObject({
  version: z.int(),
  versionHash: z.string(),
  nameErased: z.boolean(),
  createdAt: z.iso.datetime(),
  createdBy: z.string().nullable().optional(),
});
export type AgentVersion = z.infer<typeof agentVersionSchema>;

/** Every agent of the tenant. */
export const fetchAdminAgents = (options?: CallOptions) => call(at('agents'), listOf(agentViewSchema), options);
/** One agent. */
export const fetchAdminAgent = (id: string, options?: CallOptions) => call(at('agents', id), agentViewSchema, options);
/** Registers an agent from a template. */
export const createAgent = (body: z.input<typeof createAgentSchema>) => call(at('agents'), agentViewSchema, { method: 'POST', body });
/** Changes what is named; refused when somebody changed the agent since `revision`. */
export const updateAgent = (agent: Pick<AgentView, 'id' | 'revision'>, body: UpdateAgent) =>
  call(at('agents', agent.id), agentViewSchema, { method: 'PATCH', body, revision: agent.revision });
/** Moves an agent along its lifecycle. */
export const changeLifecycle = (agent: Pick<AgentView, 'id' | 'revision'>, body: { to: AgentView['lifecycle']; reason?: string }) =>
  call(at('agents', agent.id, 'lifecycle'), agentViewSchema, { method: 'POST', body, revision: agent.revision });
/** An agent's versions, newest first. */
export const fetchVersions = (id: string, options?: CallOptions) => call(at('agents', id, 'versions'), listOf(agentVersionSchema), options);
/** What differs between two versions. */
export const compareVersions = (id: string, pair: { from: number; to: number }, options?: CallOptions) =>
  call(at('agents', id, 'versions', String(pair.from), 'compare', String(pair.to)), versionComparisonSchema, options);
/** Brings an agent back to a version, as a new one. */
export const rollBack = (agent: Pick<AgentView, 'id' | 'revision'>, version: number) =>
  call(at('agents', agent.id, 'versions', String(version), 'roll-back'), agentViewSchema, { method: 'POST', revision: agent.revision });

/** The groups of companies that the tenant has named. */
export const fetchBusinessUnits = (options?: CallOptions) => call(at('business-units'), listOf(businessUnitViewSchema), options);
/** Names a group of companies. */
export const createBusinessUnit = (body: z.input<typeof createBusinessUnitSchema>) =>
  call(at('business-units'), businessUnitViewSchema, { method: 'POST', body });
/** Changes a business unit. */
export const updateBusinessUnit = (unit: Pick<BusinessUnitView, 'id' | 'revision'>, body: z.input<typeof updateBusinessUnitSchema>) =>
  call(at('business-units', unit.id), businessUnitViewSchema, { method: 'PATCH', body, revision: unit.revision });

/** Changes that wait for a second admin, or all of them. */
export const fetchPendingChanges = (filter: { status?: 'pending'; subjectId?: string }, options?: CallOptions) =>
  call(`${at('pending-changes')}?${new URLSearchParams(filter).toString()}`, listOf(pendingChangeViewSchema), options);
/** Approves, rejects or withdraws a change that waits. */
export const decidePendingChange = (id: string, body: DecidePendingChange) =>
  call(at('pending-changes', id, 'decision'), pendingChangeViewSchema, { method: 'POST', body });

/** Every template. */
export const fetchTemplates = (options?: CallOptions) => call(at('templates'), listOf(templateViewSchema), options);
/** One template. */
export const fetchTemplate = (id: string, options?: CallOptions) => call(at('templates', id), templateViewSchema, options);
/** Changes a template's tool links. */
export const updateTemplate = (template: { id: string; revision: number }, toolLinks: ToolLink[]) =>
  call(at('templates', template.id), templateViewSchema, { method: 'PATCH', body: { toolLinks }, revision: template.revision });

/** Every tool as the tenant has it. */
export const fetchTools = (options?: CallOptions) => call(at('tools'), listOf(toolConfigViewSchema), options);
/** Changes a tool for the whole tenant. */
export const updateTool = (tool: { tool: string; revision: number }, body: z.infer<typeof updateToolConfigSchema>) =>
  call(at('tools', tool.tool), toolConfigViewSchema, { method: 'PATCH', body, revision: tool.revision });

/** The tenant's defaults. */
export const fetchSetup = (options?: CallOptions) => call(at('setup'), setupViewSchema, options);
/** Changes the tenant's defaults. */
export const updateSetup = (revision: number, body: z.infer<typeof updateSetupSchema>) =>
  call(at('setup'), setupViewSchema, { method: 'PATCH', body, revision });

/** Changes of settings, newest first, a page at a time. */
export const fetchChangeLog = (after: string | undefined, options?: CallOptions) =>
  call(`${at('changeLog')}?limit=50${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`, listOf(changeLogViewSchema), options);

/** Who asked for what is not there, newest first, a page at a time. */
export const fetchMissedLookups = (after: string | undefined, options?: CallOptions) =>
  call(`${at('missedLookups')}?limit=50${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`, listOf(missedLookupSchema), options);

/** People an agent can be shared with. */
export const fetchUsers = (options?: CallOptions) => call(at('users'), listOf(userViewSchema), options);
