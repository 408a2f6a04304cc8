import {
  SmartAgent,
  SmartAgentExecuteGrant,
  SmartAgentSetup,
  SmartAgentTemplate,
  SmartAgentToolConfig,
  SmartAgentToolLink,
  SmartAgentVersion,
  Tenant,
} from '../../entities/index.ts';
import type { Person } from '../../src/features/subjects/index.ts';
import { shippedTools, type Tool } from '../../src/features/tools/index.ts';
import { bumpRevision, type AgentConfiguration } from '../../src/features/settings/index.ts';
import { canonicalJson, sha256, type Json } from '../../src/kernel/canonical-json.ts';
import { insert, update, type Database, type Write } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';

/** What was put into a fresh database: one tenant, one person, one agent with every tool. */
export interface SeededWorld {
  readonly tenantId: string;
  readonly person: Person;
  readonly agentId: string;
  readonly versionId: string;
  readonly templateId: string;
  readonly company: { readonly id: string; readonly name: string };
}

const at = '2026-01-01T00:00:00.000Z';

const links = (tools: readonly Tool[]): AgentConfiguration['toolLinks'] =>
  tools.map((tool) => ({ tool: tool.name, ask: false, rowLimit: null, allowedOperations: [tool.operation] }));

const toolWrites = (tenantId: string, templateId: string, tools: readonly Tool[]): Write[] =>
  tools.flatMap((tool) => [
    insert(SmartAgentToolConfig, {
      id: randomIds.next(),
      tenantId,
      tool: tool.name,
      enabled: true,
      allowedOperations: JSON.stringify([tool.operation]),
      rowLimit: 200,
      creditPrice: '0.0500',
      revision: 1,
      updatedAt: at,
    }),
    insert(SmartAgentToolLink, {
      id: randomIds.next(),
      tenantId,
      templateId,
      tool: tool.name,
      ask: false,
      rowLimit: null,
      agents: null,
      allowedOperations: JSON.stringify([tool.operation]),
    }),
  ]);

/** Seeds a tenant whose one agent, at autonomy ask, has every given tool. */
export const seedWorld = async (database: Database, tools: readonly Tool[] = shippedTools): Promise<SeededWorld> => {
  const [tenantId, agentId, versionId, templateId] = [randomIds.next(), randomIds.next(), randomIds.next(), randomIds.next()];
  const person: Person = { tid: tenantId, oid: randomIds.next(), displayName: 'Clara Reyes', email: 'clara@example.test' };
  const configuration: AgentConfiguration = {
    instructions: 'Help.',
    suggestions: [],
    tier: 'smart',
    autonomy: 'ask',
    toolLinks: links(tools),
    template: { key: 'all', version: 1 },
  };
  const json = canonicalJson(configuration as unknown as Json);
  await database.commit([
    insert(Tenant, { id: tenantId, name: 'Test', issuer: 'https://issuer.test', erpBaseUrl: 'https://erp.test', createdAt: at }),
    insert(SmartAgentSetup, {
      tenantId,
      defaultTier: 'smart',
      defaultAutonomy: 'ask',
      logRetentionDays: 365,
      transcriptRetentionDays: 90,
      dailyUserCredits: null,
      approvalMinutes: 60,
      maxToolCallsPerTurn: 12,
      bindingWithoutAsk: '[]',
      agentRequestsPerMinute: 120,
      idempotencyKeyHours: 24,
      revision: 1,
      updatedAt: at,
    }),
    insert(SmartAgentTemplate, {
      id: templateId,
      tenantId,
      key: 'all',
      name: 'All tools',
      description: '',
      version: 1,
      shipped: false,
      instructions: 'Help.',
      suggestions: '[]',
      tier: 'smart',
      autonomy: 'ask',
      revision: 1,
      updatedAt: at,
    }),
    ...toolWrites(tenantId, templateId, tools),
    insert(SmartAgentVersion, {
      id: versionId,
      tenantId,
      agentId,
      number: 1,
      configuration: json,
      salt: '',
      hash: sha256(json),
      createdAt: at,
      createdBySubjectId: agentId,
    }),
    insert(SmartAgent, {
      id: agentId,
      tenantId,
      name: 'Helper',
      description: '',
      kind: 'assistant',
      businessUnitId: null,
      templateId,
      ownerSubjectId: agentId,
      sponsorSubjectId: agentId,
      registeredBySubjectId: agentId,
      movedBySubjectId: agentId,
      clientApplication: 'panel',
      authenticationMethod: 'user session',
      lifecycle: 'active',
      currentVersionId: versionId,
      ...{ dailyCredits: null, monthlyCredits: null },
      allowedUsers: JSON.stringify([person.oid]),
      revision: 1,
      createdAt: at,
      updatedAt: at,
    }),
  ]);
  return { tenantId, person, agentId, versionId, templateId, company: { id: randomIds.next(), name: 'Test Company' } };
};

/** SQL whose parameters are written `?`, as the database at hand writes them. */
export const withParameters = ({ dialect }: Database, sql: string): string => {
  let index = 0;
  return dialect === 'mssql' ? sql.replaceAll('?', () => `@${index++}`) : sql;
};

/** Changes settings the way the admin pages do: the change and the revision in one transaction. */
export const changeSettings = async (database: Database, tenantId: string, sql: string, parameters: readonly unknown[] = []): Promise<void> => {
  await database.transaction(async (manager) => {
    await manager.query(withParameters(database, sql), [...parameters]);
    await manager.increment(SmartAgentSetup, { tenantId }, 'revision', 1);
  });
};

/** Raises the seeded agent to `execute`, with a new version, and grants the tool to the seeded person. */
export const grantExecute = async (database: Database, seeded: SeededWorld, tool: string): Promise<void> => {
  const version = await database.reader.findOneByOrFail(SmartAgentVersion, { id: seeded.versionId });
  const configuration = { ...(JSON.parse(version.configuration) as AgentConfiguration), autonomy: 'execute' as const };
  const { tenantId, agentId, person } = seeded;
  const id = randomIds.next();
  await database.transaction(async (manager) => {
    await database.apply(manager, [
      insert(SmartAgentVersion, { ...version, id, number: version.number + 1, configuration: JSON.stringify(configuration) }),
      insert(SmartAgentExecuteGrant, {
        id: randomIds.next(),
        tenantId,
        agentId,
        userOid: person.oid,
        tool,
        grantedAt: at,
        grantedBySubjectId: agentId,
      }),
      update(SmartAgent, { id: agentId }, { currentVersionId: id }),
    ]);
    await bumpRevision(manager, tenantId);
  });
};
