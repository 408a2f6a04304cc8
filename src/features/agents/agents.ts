import type { AgentView, CreateAgent, TemplateView, UpdateAgent } from '../../contracts/admin.ts';
import type { BudgetPeriod } from '../../domain/budget.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import { AppError, notFound, type FieldProblem } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { changedFields, peopleValue, staleRevision, type Actor, type FieldChange, type SettingChanges } from '../change-log/index.ts';
import { agentCredits, periodBegin, type AgentCredits } from '../credits/index.ts';
import type { ApplyApproved, Approval, Guarded, GuardedChanges } from '../pending-changes/index.ts';
import type { AgentConfiguration, Settings, TenantSettings } from '../settings/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import type { Templates } from '../templates/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { AgentMoves } from './agent-moves.ts';
import { agentRequest, patchOfRequest } from './agent-request.ts';
import { newAgentWrites } from './agent-rows.ts';
import { patchedState, stateAtOnce, stateChanges, stateOf, withConfiguration, type AgentState } from './agent-state.ts';
import type { AgentStore, StoredAgent } from './agent-store.ts';
import { agentView, configurationOf } from './agent-view.ts';
import { writeAgent } from './agent-writes.ts';
import { newAgentIdentity } from './new-agent-identity.ts';
import type { Directory, People } from './people.ts';
import { stateProblems } from './state-problems.ts';

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
  readonly guard: GuardedChanges;
  readonly moves: AgentMoves;
  readonly ids: IdSource;
  readonly clock: Clock;
}

/** An agent after a change, and what of the change waits for a second admin. */
export interface ChangedAgent {
  readonly view: AgentView;
  readonly waiting: string | null;
}

/** An agent about to be changed, with what its states are read by. */
interface Opened {
  readonly agent: StoredAgent;
  readonly people: Directory;
  readonly settings: TenantSettings;
  readonly before: AgentState;
}

/** How a change of an agent came about. */
interface Cause {
  readonly approval?: Approval;
  readonly because?: readonly FieldChange[];
}

const configurationFrom = (template: TemplateView, { setup }: TenantSettings): AgentConfiguration => ({
  instructions: template.instructions,
  suggestions: template.suggestions,
  tier: setup.defaultTier,
  autonomy: setup.defaultAutonomy,
  toolLinks: template.toolLinks,
  template: { key: template.key, version: template.version },
});

/** Registers and configures agents. Every change is in the change log and takes effect on the next call; what widens may wait for a second admin. */
export class Agents {
  constructor(private readonly parts: AgentParts) {}

  /** All agents of the tenant, by name, with what the actor may do with each. */
  async list(actor: Actor): Promise<readonly AgentView[]> {
    return this.#views(actor, await this.parts.store.list(actor.tenantId));
  }

  /** One agent. Throws `not_found`. */
  async get(actor: Actor, id: string): Promise<AgentView> {
    const [view] = await this.#views(actor, [await this.#find(actor.tenantId, id)]);
    if (!view) throw notFound('agent');
    return view;
  }

  /** Registers an agent from a template: with the setup's defaults, not active, and for nobody yet. Throws `unprocessable`. */
  async create(actor: Actor, wanted: CreateAgent): Promise<AgentView> {
    const { tenantId } = actor;
    const template = await this.parts.templates.get(tenantId, wanted.templateId);
    const settings = await this.parts.settings.current(tenantId);
    const identity = newAgentIdentity(actor, wanted, { people: await this.parts.people.directory(tenantId), units: settings.businessUnits });
    const id = this.parts.ids.next();
    const { name } = wanted;
    const configuration = configurationFrom(template, settings);
    const { autonomy, tier } = configuration;
    const { kind, clientApplication, authenticationMethod, businessUnitId: businessUnit } = identity;
    const shown = {
      name,
      kind,
      clientApplication,
      authenticationMethod,
      businessUnit,
      template: template.key,
      autonomy,
      tier,
      lifecycle: 'registered',
    };
    const nothing = Object.fromEntries(Object.keys(shown).map((field) => [field, null])) as Record<keyof typeof shown, null>;
    const sponsor = { field: 'sponsor', before: null, after: peopleValue([identity.sponsorSubjectId]) };
    const change = { thing: { entity: 'agent', id, name } as const, changes: [...changedFields(nothing, shown), sponsor] };
    await this.parts.changes.make(actor, change, async (manager, now) => {
      const frame = { id, tenantId, name, description: wanted.description ?? template.description, templateId: template.id, ...identity };
      const agent = { ...frame, lifecycle: 'registered', versionId: this.parts.ids.next(), configuration, allowedUsers: [], now };
      await this.parts.database.apply(manager, newAgentWrites(agent));
    });
    return this.get(actor, id);
  }

  /**
   * Changes what the patch names, or nothing at all. A change of the configuration makes a new version.
   * Throws `not_found`, `precondition_failed` (an old revision), `unprocessable` (fields at fault).
   */
  async update(actor: Actor, id: string, { revision, patch }: { readonly revision: number; readonly patch: UpdateAgent }): Promise<ChangedAgent> {
    const opened = await this.#open(actor.tenantId, id);
    if (opened.agent.row.revision !== revision) throw staleRevision('agent');
    return this.#changed(
      actor,
      opened,
      await this.#change(actor, opened, { wanted: patchedState(opened.before, patch, opened.settings.businessUnits) }),
    );
  }

  /** Brings an agent back to the configuration of one of its versions, as a new version. Throws as `update` does. */
  async rollBack(actor: Actor, id: string, { revision, version }: { readonly revision: number; readonly version: number }): Promise<ChangedAgent> {
    const opened = await this.#open(actor.tenantId, id);
    if (opened.agent.row.revision !== revision) throw staleRevision('agent');
    const target = await this.parts.store.version(actor.tenantId, id, version);
    if (!target) throw notFound('agent version');
    const because = [{ field: 'rolledBackTo', before: String(opened.agent.version.number), after: String(version) }];
    const wanted = withConfiguration(opened.before, configurationOf(target));
    return this.#changed(actor, opened, await this.#change(actor, opened, { wanted, because }));
  }

  /** Applies a change that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = async (actor, { thingId, request, approval }) => {
    const opened = await this.#open(actor.tenantId, thingId);
    const patch = patchOfRequest(request, opened.people);
    return this.#change(actor, opened, { wanted: patchedState(opened.before, patch, opened.settings.businessUnits), approval });
  };

  async #change(actor: Actor, opened: Opened, { wanted, approval, because }: Cause & { readonly wanted: AgentState }): Promise<Guarded> {
    const { agent, people, before } = opened;
    this.#check(opened, wanted);
    const writing = { database: this.parts.database, store: this.parts.store, ids: this.parts.ids, people };
    return this.parts.guard.make<AgentState>(actor, {
      thing: { entity: 'agent', id: agent.row.id, name: wanted.name },
      before,
      wanted,
      atOnce: stateAtOnce,
      isIdle: agent.row.lifecycle === 'registered',
      approval,
      because,
      changes: (from, to) => stateChanges(from, to, people.subjectOf),
      request: (from, to) => agentRequest(from, to, people),
      write: (manager, now, state) => writeAgent(writing, manager, { actor, author: approval?.askedBy ?? actor.subject.id, agent, state, now }),
    });
  }

  #check({ agent, people, settings, before }: Opened, wanted: AgentState): void {
    const template = agent.row.templateId === null ? undefined : settings.templates.get(agent.row.templateId);
    const kind = agent.row.kind === 'external' ? 'external' : 'assistant';
    const bounds = { tools: this.parts.tools, configs: settings.tools, people: people.oids, units: settings.businessUnits, template, kind } as const;
    const fields: readonly FieldProblem[] = stateProblems(before, wanted, bounds);
    if (fields.length > 0)
      throw new AppError('unprocessable', fields[0]?.message ?? '', { fields, remedy: 'Correct the fields named and send it again.' });
  }

  async #open(tenantId: string, id: string): Promise<Opened> {
    const agent = await this.#find(tenantId, id);
    const people = await this.parts.people.directory(tenantId);
    const settings = await this.parts.settings.current(tenantId);
    return { agent, people, settings, before: stateOf(agent, { people, units: settings.businessUnits }) };
  }

  async #changed(actor: Actor, { agent }: Opened, guarded: Guarded): Promise<ChangedAgent> {
    return { view: await this.get(actor, agent.row.id), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  async #views(actor: Actor, agents: readonly StoredAgent[]): Promise<readonly AgentView[]> {
    const { tenantId } = actor;
    const rows = agents.map(({ row }) => row);
    const moves = await this.parts.moves.open(actor, rows);
    const people = await this.parts.subjects.profiles(
      tenantId,
      rows.flatMap(({ ownerSubjectId, sponsorSubjectId }) => [ownerSubjectId, sponsorSubjectId]),
    );
    const { templates, businessUnits } = await this.parts.settings.current(tenantId);
    const [day, month] = await this.#creditsUsed(tenantId, rows);
    return agents.map((agent) => {
      const [owner, sponsor] = [people.get(agent.row.ownerSubjectId), people.get(agent.row.sponsorSubjectId)];
      return agentView(agent, {
        ...{ owner: owner?.displayName ?? erasedName, ownerOid: owner?.oid ?? null },
        ...{ sponsor: sponsor?.displayName ?? erasedName, sponsorOid: sponsor?.oid ?? null },
        templateName: templates.get(agent.row.templateId ?? '')?.name ?? null,
        businessUnitName: businessUnits.get(agent.row.businessUnitId ?? '')?.name ?? null,
        creditsUsed: { day: day.get(agent.row.id) ?? '0.0000', month: month.get(agent.row.id) ?? '0.0000' },
        moves: moves(agent.row),
      });
    });
  }

  /** Of one agent where there is one only, and of all otherwise. */
  async #creditsUsed(tenantId: string, rows: readonly StoredAgent['row'][]): Promise<readonly [AgentCredits, AgentCredits]> {
    const now = this.parts.clock.now();
    const [only] = rows;
    const of = { tenantId, ...(only && rows.length === 1 && { agentId: only.id }) };
    const since = (period: BudgetPeriod): Promise<AgentCredits> => agentCredits(this.parts.database.reader, of, periodBegin(period, now));
    return [await since('day'), await since('month')];
  }

  async #find(tenantId: string, id: string): Promise<StoredAgent> {
    const agent = await this.parts.store.find(tenantId, id);
    if (!agent) throw notFound('agent');
    return agent;
  }
}
