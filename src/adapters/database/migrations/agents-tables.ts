import type { QueryRunner } from 'typeorm';
import { createIndex, createTable, flag, int, longText, optional, refuseDelete, refuseReplace, refuseUpdate, text } from '../schema-builder.ts';

/** Who acts and under which settings: tenants, subjects, agents, templates, tools, setup. */
export const createAgentsTables = async (runner: QueryRunner): Promise<void> => {
  await createTable(
    runner,
    { name: 'Tenant', key: ['id'] },
    {
      id: text(36),
      name: text(120),
      issuer: text(400),
      erpBaseUrl: text(400),
      createdAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentDataSubject', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      lookup: text(64),
      sealedKey: optional(longText),
      sealedProfile: optional(longText),
      createdAt: text(24),
      erasedAt: optional(text(24)),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgent', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      name: text(80),
      description: text(400),
      kind: text(20),
      businessUnit: optional(text(80)),
      templateId: optional(text(36)),
      ownerSubjectId: text(36),
      clientApplication: text(120),
      authenticationMethod: text(60),
      lifecycle: text(20),
      currentVersionId: text(36),
      allowedUsers: longText,
      revision: int,
      createdAt: text(24),
      updatedAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentVersion', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      agentId: text(36),
      number: int,
      configuration: longText,
      hash: text(64),
      createdAt: text(24),
      createdBySubjectId: text(36),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentExecuteGrant', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      agentId: text(36),
      userOid: text(64),
      tool: text(80),
      grantedAt: text(24),
      grantedBySubjectId: text(36),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentTemplate', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      key: text(80),
      name: text(120),
      description: text(400),
      version: int,
      shipped: flag,
      instructions: longText,
      suggestions: longText,
      tier: text(20),
      autonomy: text(20),
      revision: int,
      updatedAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentToolLink', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      templateId: text(36),
      tool: text(80),
      ask: flag,
      rowLimit: optional(int),
      allowedOperations: text(200),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentToolConfig', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      tool: text(80),
      enabled: flag,
      allowedOperations: text(200),
      rowLimit: int,
      creditPrice: text(20),
      revision: int,
      updatedAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentSetup', key: ['tenantId'] },
    {
      tenantId: text(36),
      defaultTier: text(20),
      defaultAutonomy: text(20),
      logRetentionDays: int,
      transcriptRetentionDays: int,
      dailyUserCredits: optional(text(20)),
      approvalMinutes: int,
      maxToolCallsPerTurn: int,
      bindingWithoutAsk: longText,
      revision: int,
      updatedAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentChangeLog', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      changedAt: text(24),
      subjectId: text(36),
      entity: text(40),
      entityId: text(80),
      entityName: text(120),
      field: text(80),
      before: optional(longText),
      after: optional(longText),
    },
  );
  await createIndex(runner, 'SmartAgentDataSubject', ['tenantId', 'lookup'], 'unique');
  await createIndex(runner, 'SmartAgent', ['tenantId', 'name']);
  await createIndex(runner, 'SmartAgentVersion', ['agentId', 'number'], 'unique');
  await createIndex(runner, 'SmartAgentExecuteGrant', ['agentId', 'userOid', 'tool'], 'unique');
  await createIndex(runner, 'SmartAgentTemplate', ['tenantId', 'key'], 'unique');
  await createIndex(runner, 'SmartAgentToolLink', ['templateId', 'tool'], 'unique');
  await createIndex(runner, 'SmartAgentToolConfig', ['tenantId', 'tool'], 'unique');
  await createIndex(runner, 'SmartAgentChangeLog', ['tenantId', 'changedAt']);
  await refuseUpdate(runner, 'SmartAgentVersion');
  await refuseReplace(runner, 'SmartAgentVersion', [['id'], ['agentId', 'number']]);
  await refuseDelete(runner, 'SmartAgentVersion');
  await refuseUpdate(runner, 'SmartAgentChangeLog');
  await refuseReplace(runner, 'SmartAgentChangeLog', [['id']]);
};
