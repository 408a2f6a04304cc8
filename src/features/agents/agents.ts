import { SmartAgentExecuteGrant } from '../../../entities/index.ts';
import type { AgentView, changeLifecycleSchema, createAgentSchema, TemplateView, UpdateAgent } from '../../contracts/admin.ts';
import { canMove, lifecycleMoves, type Lifecycle } from '../../domain/agent-lifecycle.ts';
import { insert, type Database, type Write } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { z } from 'zod';
import { changedFields, staleRevision, type Actor, type FieldChange, type SettingChanges } from '../change-log/index.ts';
import type { AgentConfiguration, Settings, TenantSettings } from '../settings/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import type { Templates } from '../templates/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import { externalAgent, newAgentWrites, versionWrite } from './agent-rows.ts';
import { configurationChanges, patchedState, stateChanges, stateProblems, type AgentState } from './agent-state.ts';
import type { AgentStore, StoredAgent } from './agent-store.ts';
import { agentVersionView, agentView, configurationOf, type AgentVersionView } from './agent-view.ts';
import type { People } from './people.ts';

/** What agents work with. */
export interface AgentParts {
  readonly database: Database;
  readonly store: AgentStore;
  readonly people: People;
  readonly templates: Templates;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly tools: ToolRegistry;
  readonly changes: SettingChanges;
  readonly ids: IdSource;
}

type CreateAgent = z.infer<typeof createAgentSchema>;
type ChangeLifecycle = z.infer<typeof changeLifecycleSchema>;

const stateOf = ({ row, version, grants }: StoredAgent): AgentState => ({
  name: row.name,
  description: row.description,
  allowedUsers: JSON.parse(row.allowedUsers) as string[],
  executeGrants: grants.map(({ userOid, tool }) => ({ user: userOid, tool })),
  configuration: configurationOf(version),
});

const configurationFrom = (template: TemplateView, { setup }: TenantSettings): AgentConfiguration => ({
  instructions: template.instructions,
  suggestions: template.suggestions,
  tier: setup.defaultTier,
  autonomy: setup.defaultAutonomy,
  toolLinks: template.toolLinks,
  template: { key: template.key, version: template.version },
});

/** Registers, configures and moves agents. Every change is in the change log and takes effect on the next call. */
export class Agents {
  constructor(private readonly parts: AgentParts) {}

  /** All agents of the tenant, by name. */
  async list(tenantId: string): Promise<readonly AgentView[]> {
    return this.#views(tenantId, await this.parts.store.list(tenantId));
  }

  /** One agent. Throws `not_found`. */
  async get(tenantId: string, id: string): Promise<AgentView> {
    const [view] = await this.#views(tenantId, [await this.#find(tenantId, id)]);
    if (!view) throw notFound('agent');
    return view;
  }

  /** An agent's versions, newest first. Throws `not_found`. */
  async versions(tenantId: string, id: string): Promise<readonly AgentVersionView[]> {
    const agent = await this.#find(tenantId, id);
    const rows = await this.parts.store.versions(tenantId, id);
    const names = await this.parts.subjects.names(
      tenantId,
      rows.map((row) => row.createdBySubjectId),
    );
    return rows.map((row) =>
      agentVersionView(row, { createdBy: names.get(row.createdBySubjectId) ?? erasedName, isCurrent: row.id === agent.row.currentVersionId }),
    );
  }

  /** Registers an agent from a template: with the setup's defaults, not active, and for nobody yet. */
  async create(actor: Actor, wanted: CreateAgent): Promise<AgentView> {
    const { tenantId, subject } = actor;
    const template = await this.parts.templates.get(tenantId, wanted.templateId);
    const id = this.parts.ids.next();
    const { name } = wanted;
    const configuration = configurationFrom(template, await this.parts.settings.current(tenantId));
    const { autonomy, tier } = configuration;
    const changes = changedFields(
      { name: null, template: null, autonomy: null, tier: null, lifecycle: null },
      { name, template: template.key, autonomy, tier, lifecycle: 'registered' },
    );
    const { kind, clientApplication: application } = wanted;
    const identity = application === undefined ? {} : { identity: externalAgent(application) };
    const kinds = application === undefined ? [] : changedFields({ kind: null, clientApplication: null }, { kind, clientApplication: application });
    await this.parts.changes.make(actor, { thing: { entity: 'agent', id, name }, changes: [...changes, ...kinds] }, async (manager, now) => {
      const frame = {
        id,
        tenantId,
        name,
        description: wanted.description ?? template.description,
        templateId: template.id,
        ownerSubjectId: subject.id,
      };
      const agent = { ...frame, ...identity, lifecycle: 'registered', versionId: this.parts.ids.next(), configuration, allowedUsers: [], now };
      await this.parts.database.apply(manager, newAgentWrites(agent));
    });
    return this.get(tenantId, id);
  }

  /**
   * Changes what the patch names, or nothing at all. A change of the configuration makes a new version.
   * Throws `not_found`, `precondition_failed` (an old revision), `unprocessable` (fields at fault).
   */
  async update(actor: Actor, id: string, { revision, patch }: { readonly revision: number; readonly patch: UpdateAgent }): Promise<AgentView> {
    const { tenantId } = actor;
    const agent = await this.#find(tenantId, id);
    if (agent.row.revision !== revision) throw staleRevision('agent');
    const before = stateOf(agent);
    const after = patchedState(before, patch);
    const directory = await this.parts.people.directory(tenantId);
    const settings = await this.parts.settings.current(tenantId);
    const template = agent.row.templateId === null ? undefined : settings.templates.get(agent.row.templateId);
    const fields = stateProblems(before, after, { tools: this.parts.tools, configs: settings.tools, people: directory.oids, template });
    if (fields.length > 0)
      throw new AppError('unprocessable', fields[0]?.message ?? '', { fields, remedy: 'Correct the fields named and send it again.' });
    const changes = stateChanges(before, after, directory.subjectOf);
    await this.#write(actor, agent, { before, after, changes });
    return this.get(tenantId, id);
  }

  /** Moves an agent along its lifecycle. Throws `conflict` where there is no such move. */
  async move(actor: Actor, id: string, { revision, to, reason }: ChangeLifecycle & { readonly revision: number | undefined }): Promise<AgentView> {
    const { tenantId } = actor;
    const { row } = await this.#find(tenantId, id);
    if (revision !== undefined && row.revision !== revision) throw staleRevision('agent');
    const from = row.lifecycle as Lifecycle;
    if (!canMove(from, to)) {
      const moves = lifecycleMoves(from).join(' or ');
      throw new AppError('conflict', `An agent that is ${from} cannot become ${to}.`, {
        remedy: moves === '' ? 'A retired agent stays retired.' : `From here it can become ${moves}.`,
      });
    }
    const because: readonly FieldChange[] = reason === undefined ? [] : [{ field: 'lifecycleReason', before: null, after: reason }];
    const changes = [{ field: 'lifecycle', before: from, after: to }, ...because];
    await this.parts.changes.make(actor, { thing: { entity: 'agent', id, name: row.name }, changes }, async (manager, now) => {
      if (!(await this.parts.store.claim(manager, row, { lifecycle: to, updatedAt: now }))) throw staleRevision('agent');
    });
    return this.get(tenantId, id);
  }

  async #write(actor: Actor, agent: StoredAgent, change: { before: AgentState; after: AgentState; changes: readonly FieldChange[] }): Promise<void> {
    const { row } = agent;
    const { before, after, changes } = change;
    const needsVersion = configurationChanges(before.configuration, after.configuration).length > 0;
    const versionId = needsVersion ? this.parts.ids.next() : row.currentVersionId;
    await this.parts.changes.make(actor, { thing: { entity: 'agent', id: row.id, name: after.name }, changes }, async (manager, now) => {
      const { name, description, allowedUsers } = after;
      const set = { name, description, allowedUsers: JSON.stringify(allowedUsers), currentVersionId: versionId, updatedAt: now };
      if (!(await this.parts.store.claim(manager, row, set))) throw staleRevision('agent');
      const frame = {
        id: versionId,
        tenantId: actor.tenantId,
        agentId: row.id,
        number: agent.version.number + 1,
        createdAt: now,
        createdBySubjectId: actor.subject.id,
      };
      const version = needsVersion ? [versionWrite(frame, after.configuration)] : [];
      const isKept = (grant: { userOid: string; tool: string }): boolean =>
        after.executeGrants.some(({ user, tool }) => user === grant.userOid && tool === grant.tool);
      await this.parts.store.removeGrants(
        manager,
        actor.tenantId,
        agent.grants.filter((grant) => !isKept(grant)).map(({ id }) => id),
      );
      await this.parts.database.apply(manager, [...version, ...this.#newGrants(actor, agent, { after, now })]);
    });
  }

  #newGrants(actor: Actor, { row, grants }: StoredAgent, { after, now }: { after: AgentState; now: string }): readonly Write[] {
    return after.executeGrants
      .filter(({ user, tool }) => !grants.some((grant) => grant.userOid === user && grant.tool === tool))
      .map(({ user, tool }) =>
        insert(SmartAgentExecuteGrant, {
          ...{ id: this.parts.ids.next(), tenantId: actor.tenantId, agentId: row.id, userOid: user, tool },
          grantedAt: now,
          grantedBySubjectId: actor.subject.id,
        }),
      );
  }

  async #views(tenantId: string, agents: readonly StoredAgent[]): Promise<readonly AgentView[]> {
    const owners = await this.parts.subjects.names(
      tenantId,
      agents.map(({ row }) => row.ownerSubjectId),
    );
    const { templates } = await this.parts.settings.current(tenantId);
    return agents.map((agent) =>
      agentView(agent, {
        owner: owners.get(agent.row.ownerSubjectId) ?? erasedName,
        templateName: templates.get(agent.row.templateId ?? '')?.name ?? null,
      }),
    );
  }

  async #find(tenantId: string, id: string): Promise<StoredAgent> {
    const agent = await this.parts.store.find(tenantId, id);
    if (!agent) throw notFound('agent');
    return agent;
  }
}
