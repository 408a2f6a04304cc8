import { SmartAgentSetup, SmartAgentTemplate, SmartAgentToolConfig, Tenant } from '../../../entities/index.ts';
import { clientAuthentications } from '../../contracts/admin.ts';
import type { Autonomy } from '../../domain/vocabulary.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, update, type Database, type Row, type Write } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { assistant, newAgentWrites } from '../agents/index.ts';
import { bumpRevision, type AgentConfiguration } from '../settings/index.ts';
import type { Person, Subject, Subjects } from '../subjects/index.ts';
import { templateWrites, type TemplateFile } from '../templates/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import { delegationWrites, seededServices, type DelegationSeed, type SeededService, type ServiceSeed } from './seed-services.ts';
import { setupWrite, toolConfigWrite } from './setup-defaults.ts';

/** An agent a tenant starts with. */
export interface AgentSeed {
  readonly name: string;
  /** The template's, if left out. */
  readonly description?: string;
  readonly templateKey: string;
  /** The template's tools, if left out; otherwise those of them that are named. */
  readonly tools?: readonly string[];
  readonly autonomy: Autonomy;
  /** Object ids of those who may use it; empty: nobody. */
  readonly allowedUserOids: readonly string[];
  /** The template's, if left out. */
  readonly suggestions?: readonly string[];
  /** The software that acts as it, where that is a customer's own; an assistant of the panel, if left out. */
  readonly clientApplication?: string;
}

/** What a tenant is made of. */
export interface TenantSeed {
  readonly tenant: Omit<Row<Tenant>, 'createdAt'>;
  /** Who owns the agents that are made here; there can be none without an owner. */
  readonly owner?: Person;
  /** People known from the start; everybody else becomes known by signing in. */
  readonly people: readonly Person[];
  readonly templates: readonly TemplateFile[];
  /** Active agents; made with the tenant and never again, so that what an admin did to them stays. */
  readonly agents: readonly AgentSeed[];
  /** Active services that delegate; made with the tenant and never again, too. */
  readonly services?: readonly ServiceSeed[];
  /** What those have given to agents that are made here. */
  readonly delegations?: readonly DelegationSeed[];
}

/** What seeding works with. */
export interface SeedParts {
  readonly database: Database;
  readonly subjects: Subjects;
  readonly tools: ToolRegistry;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Seals the secrets of services; needed where there are any. */
  readonly serviceBox?: SecretBox;
}

/** What seeding did. */
export type Seeded = 'created' | 'extended' | 'unchanged';

interface TemplateIds {
  readonly template: TemplateFile;
  readonly id: string;
}

const linkedTools = (seed: AgentSeed, { toolLinks, key }: TemplateFile): TemplateFile['toolLinks'] => {
  const missing = seed.tools?.find((tool) => !toolLinks.some((link) => link.tool === tool));
  if (missing !== undefined) throw new Error(`the template ${key} does not link ${missing}, which ${seed.name} is to have`);
  return toolLinks.filter((link) => seed.tools?.includes(link.tool) ?? true);
};

const external = (clientApplication: string) => ({ kind: 'external', clientApplication, authenticationMethod: clientAuthentications[0] });

const agentWrites = (
  seed: AgentSeed,
  { template, id: templateId }: TemplateIds,
  at: { id: string; tenantId: string; owner: Subject; now: string; ids: IdSource },
): readonly Write[] => {
  const configuration: AgentConfiguration = {
    instructions: template.instructions,
    suggestions: seed.suggestions ?? template.suggestions,
    tier: template.tier,
    autonomy: seed.autonomy,
    toolLinks: linkedTools(seed, template),
    template: { key: template.key, version: template.version },
  };
  return newAgentWrites({
    id: at.id,
    versionId: at.ids.next(),
    tenantId: at.tenantId,
    name: seed.name,
    description: seed.description ?? template.description,
    templateId,
    ...(seed.clientApplication === undefined ? assistant : external(seed.clientApplication)),
    businessUnitId: null,
    ownerSubjectId: at.owner.id,
    sponsorSubjectId: at.owner.id,
    lifecycle: 'active',
    allowedUsers: seed.allowedUserOids,
    configuration,
    now: at.now,
  });
};

const newTenantWrites = (
  parts: SeedParts,
  seed: TenantSeed,
  at: { owner: Subject | undefined; now: string; templates: readonly TemplateIds[]; services: readonly SeededService[] },
): readonly Write[] => {
  const { id: tenantId } = seed.tenant;
  const { owner, now, templates, services } = at;
  const agentIds = new Map(seed.agents.map(({ name }) => [name, parts.ids.next()]));
  return [
    setupWrite(tenantId, now),
    ...seed.agents.flatMap((agent) => {
      const from = templates.find(({ template }) => template.key === agent.templateKey);
      if (!from) throw new Error(`there is no template ${agent.templateKey} for ${agent.name}`);
      if (!owner) throw new Error(`there is nobody to own ${agent.name}`);
      return agentWrites(agent, from, { id: agentIds.get(agent.name) ?? '', tenantId, owner, now, ids: parts.ids });
    }),
    ...services.map(({ write }) => write),
    ...delegationWrites(seed.delegations ?? [], { tenantId, now, ids: parts.ids, services, agentIds }),
  ];
};

/** The tenant's row follows what it is given: where its people sign in and where its ERP is are told by the environment. */
const tenantWrites = (found: Row<Tenant> | null, { id, name, issuer, erpBaseUrl }: TenantSeed['tenant'], now: string): readonly Write[] => {
  if (!found) return [insert(Tenant, { id, name, issuer, erpBaseUrl, createdAt: now })];
  const isSame = found.name === name && found.issuer === issuer && found.erpBaseUrl === erpBaseUrl;
  return isSame ? [] : [update(Tenant, { id }, { name, issuer, erpBaseUrl })];
};

/**
 * Sets a tenant up: its row, defaults, tools, templates and agents, all or nothing. Harmless to repeat: a
 * tenant that exists is only given tools and templates that came with a newer program, and nothing an
 * admin has set is touched.
 */
export const seedTenant = async (parts: SeedParts, seed: TenantSeed): Promise<Seeded> => {
  const { database, ids } = parts;
  const { id: tenantId } = seed.tenant;
  const owner = seed.owner && (await parts.subjects.of(seed.owner));
  for (const person of seed.people) await parts.subjects.of(person);
  const now = parts.clock.now().toISOString();
  const isSetUp = await database.reader.existsBy(SmartAgentSetup, { tenantId });
  const services = isSetUp ? [] : await seededServices(parts, { tenantId, people: seed.people, services: seed.services ?? [], now });
  return database.transaction(async (manager) => {
    const isNew = !(await manager.existsBy(SmartAgentSetup, { tenantId }));
    const configured = new Set((await manager.findBy(SmartAgentToolConfig, { tenantId })).map(({ tool }) => tool));
    const present = new Set((await manager.findBy(SmartAgentTemplate, { tenantId })).map(({ key }) => key));
    const templates = seed.templates.filter(({ key }) => !present.has(key)).map((template) => ({ template, id: ids.next() }));
    const writes = [
      ...tenantWrites(await manager.findOneBy(Tenant, { id: tenantId }), seed.tenant, now),
      ...(isNew ? newTenantWrites(parts, seed, { owner, now, templates, services }) : []),
      ...parts.tools.list.filter(({ name }) => !configured.has(name)).map((tool) => toolConfigWrite(tool, { id: ids.next(), tenantId, now })),
      ...templates.flatMap(({ template, id }) => templateWrites(template, { id, tenantId, now, ids })),
    ];
    if (writes.length === 0) return 'unchanged';
    await database.apply(manager, writes);
    await bumpRevision(manager, tenantId);
    return isNew ? 'created' : 'extended';
  });
};
