import type { EntityManager } from 'typeorm';
import {
  SmartAgent,
  SmartAgentBusinessUnit,
  SmartAgentCondition,
  SmartAgentExecuteGrant,
  SmartAgentPolicy,
  SmartAgentServicePrincipal,
  SmartAgentSetup,
  SmartAgentTemplate,
  SmartAgentToolConfig,
  SmartAgentToolLink,
  SmartAgentVersion,
} from '../../../entities/index.ts';
import type { Lifecycle } from '../../domain/agent-lifecycle.ts';
import type { ServicePrincipalState } from '../../domain/service-principal.ts';
import type { Autonomy, Operation, Tier } from '../../domain/vocabulary.ts';
import { AppError } from '../../kernel/errors.ts';
import type {
  AgentConfiguration,
  AgentSetting,
  AgentVersion,
  BusinessUnitSetting,
  ConditionSetting,
  PolicySetting,
  ServicePrincipalSetting,
  TemplateSetting,
  TenantSettings,
  ToolSetting,
} from './tenant-settings.ts';

const operationsOf = (json: string): readonly Operation[] => JSON.parse(json) as Operation[];

/** A version from its row. */
export const versionOf = (row: SmartAgentVersion): AgentVersion => ({
  id: row.id,
  number: row.number,
  hash: row.hash,
  configuration: JSON.parse(row.configuration) as AgentConfiguration,
});

const loadAgents = async (manager: EntityManager, tenantId: string): Promise<Map<string, AgentSetting>> => {
  const [agents, versions, grants] = await Promise.all([
    manager.findBy(SmartAgent, { tenantId }),
    manager
      .createQueryBuilder(SmartAgentVersion, 'version')
      .innerJoin(SmartAgent, 'agent', 'agent.currentVersionId = version.id')
      .where('version.tenantId = :tenantId', { tenantId })
      .getMany(),
    manager.findBy(SmartAgentExecuteGrant, { tenantId }),
  ]);
  const current = new Map(versions.map((row) => [row.id, versionOf(row)]));
  return new Map(
    agents.flatMap((agent) => {
      const version = current.get(agent.currentVersionId);
      if (!version) return [];
      const setting: AgentSetting = {
        id: agent.id,
        name: agent.name,
        description: agent.description,
        kind: agent.kind,
        templateId: agent.templateId,
        businessUnitId: agent.businessUnitId,
        lifecycle: agent.lifecycle as Lifecycle,
        dailyCredits: agent.dailyCredits,
        monthlyCredits: agent.monthlyCredits,
        allowedUsers: new Set(JSON.parse(agent.allowedUsers) as string[]),
        executeGrants: new Set(grants.filter((grant) => grant.agentId === agent.id).map((grant) => `${grant.userOid} ${grant.tool}`)),
        current: version,
      };
      return [[agent.id, setting] as const];
    }),
  );
};

const loadTemplates = async (manager: EntityManager, tenantId: string): Promise<Map<string, TemplateSetting>> => {
  const [templates, links] = await Promise.all([manager.findBy(SmartAgentTemplate, { tenantId }), manager.findBy(SmartAgentToolLink, { tenantId })]);
  return new Map(
    templates.map(({ id, key, name, version }) => [
      id,
      {
        id,
        key,
        name,
        version,
        links: links
          .filter((link) => link.templateId === id)
          .map((link) => ({
            ...{ tool: link.tool, ask: link.ask, rowLimit: link.rowLimit, allowedOperations: operationsOf(link.allowedOperations) },
            ...(link.agents !== null && { agents: JSON.parse(link.agents) as string[] }),
          })),
      },
    ]),
  );
};

const loadTools = async (manager: EntityManager, tenantId: string): Promise<Map<string, ToolSetting>> =>
  new Map(
    (await manager.findBy(SmartAgentToolConfig, { tenantId })).map((row) => [
      row.tool,
      {
        tool: row.tool,
        enabled: row.enabled,
        allowedOperations: operationsOf(row.allowedOperations),
        rowLimit: row.rowLimit,
        creditPrice: row.creditPrice,
      },
    ]),
  );

const loadBusinessUnits = async (manager: EntityManager, tenantId: string): Promise<Map<string, BusinessUnitSetting>> =>
  new Map(
    (await manager.findBy(SmartAgentBusinessUnit, { tenantId })).map(({ id, name, companies }) => [
      id,
      { id, name, companies: JSON.parse(companies) as string[] },
    ]),
  );

const loadConditions = async (manager: EntityManager, tenantId: string): Promise<readonly ConditionSetting[]> =>
  (await manager.find(SmartAgentCondition, { where: { tenantId }, order: { name: 'ASC' } })).map(({ id, name, entitySet, filter }) => ({
    ...{ id, name, entitySet, filter },
  }));

const loadServices = async (manager: EntityManager, tenantId: string): Promise<Map<string, ServicePrincipalSetting>> =>
  new Map(
    (await manager.findBy(SmartAgentServicePrincipal, { tenantId })).map(({ id, subjectId, name, state, ownerSubjectId, ownerOid }) => [
      subjectId,
      { id, subjectId, name, state: state as ServicePrincipalState, owner: { subjectId: ownerSubjectId, oid: ownerOid } },
    ]),
  );

const loadPolicies = async (manager: EntityManager, tenantId: string): Promise<readonly PolicySetting[]> =>
  (await manager.find(SmartAgentPolicy, { where: { tenantId, enabled: true }, order: { name: 'ASC' } })).map(({ id, name, rule }) => ({
    ...(JSON.parse(rule) as Omit<PolicySetting, 'id' | 'name'>),
    id,
    name,
  }));

/** Reads everything that is set in a tenant. Throws `not_found` where the tenant was never set up. */
export const loadSettings = async (manager: EntityManager, tenantId: string): Promise<TenantSettings> => {
  const setup = await manager.findOneBy(SmartAgentSetup, { tenantId });
  if (!setup)
    throw new AppError('not_found', 'This organisation is not set up.', { remedy: 'Ask whoever runs Smart Agents to add the organisation.' });
  const [agents, templates, tools, businessUnits, services, conditions, policies] = await Promise.all([
    loadAgents(manager, tenantId),
    loadTemplates(manager, tenantId),
    loadTools(manager, tenantId),
    loadBusinessUnits(manager, tenantId),
    loadServices(manager, tenantId),
    loadConditions(manager, tenantId),
    loadPolicies(manager, tenantId),
  ]);
  return {
    tenantId,
    revision: setup.revision,
    agents,
    templates,
    tools,
    businessUnits,
    services,
    conditions,
    policies,
    setup: {
      defaultTier: setup.defaultTier as Tier,
      defaultAutonomy: setup.defaultAutonomy as Autonomy,
      dailyUserCredits: setup.dailyUserCredits,
      approvalMinutes: setup.approvalMinutes,
      maxToolCallsPerTurn: setup.maxToolCallsPerTurn,
      agentRequestsPerMinute: setup.agentRequestsPerMinute,
      idempotencyKeyHours: setup.idempotencyKeyHours,
      bindingWithoutAsk: JSON.parse(setup.bindingWithoutAsk) as { agentId: string; tool: string }[],
    },
  };
};
