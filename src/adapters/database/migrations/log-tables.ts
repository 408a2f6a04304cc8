import type { QueryRunner } from 'typeorm';
import {
  bigint,
  createIndex,
  createTable,
  flag,
  int,
  keepForRetention,
  longText,
  optional,
  refuseDelete,
  refuseReplace,
  refuseUpdate,
  text,
} from '../schema-builder.ts';

/** What can be proved: attempts, outcomes, decisions and the chain that orders them. */
export const createLogTables = async (runner: QueryRunner): Promise<void> => {
  await createTable(
    runner,
    { name: 'SmartAgentApprovalDecision', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      approvalId: text(36),
      version: int,
      toolCallId: text(80),
      executionId: text(36),
      subjectId: optional(text(36)),
      decision: text(20),
      outcomeHash: text(64),
      decidedAt: text(24),
      recordHash: text(64),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentToolCallLog', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      attemptedAt: text(24),
      toolCallId: text(80),
      phase: text(10),
      executionId: text(36),
      sessionId: optional(text(36)),
      turnId: optional(text(36)),
      subjectId: text(36),
      companyId: text(36),
      agentId: text(36),
      agentVersionId: text(36),
      delegationId: text(36),
      tier: text(20),
      model: text(120),
      tool: text(80),
      operation: text(20),
      arguments: longText,
      decision: text(10),
      layer: text(30),
      rule: text(60),
      basis: longText,
      facts: longText,
      price: text(24),
      approvalId: optional(text(36)),
      approverSubjectId: optional(text(36)),
      recheck: optional(text(40)),
      effectKey: optional(text(80)),
      recordHash: text(64),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentToolCallOutcome', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      attemptId: text(36),
      finishedAt: text(24),
      outcome: text(20),
      layer: optional(text(30)),
      message: optional(text(500)),
      dataScope: optional(longText),
      records: int,
      mayBePartial: flag,
      truncated: flag,
      inputTokens: int,
      outputTokens: int,
      credits: text(24),
      durationMs: int,
      correlationId: optional(text(80)),
      recordHash: text(64),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentLogChain', key: ['tenantId', 'position'] },
    {
      tenantId: text(36),
      position: bigint,
      recordType: text(10),
      recordId: text(36),
      recordHash: text(64),
      previousHash: text(64),
      hash: text(64),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentLogHead', key: ['tenantId', 'position'] },
    {
      tenantId: text(36),
      position: bigint,
      hash: text(64),
      signedAt: text(24),
      keyId: text(64),
      signature: text(120),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentLogOutbox', key: ['recordId'] },
    {
      recordId: text(36),
      tenantId: text(36),
      recordType: text(10),
      recordHash: text(64),
      committedAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentLogLease', key: ['id'] },
    {
      id: text(36),
      holder: text(64),
      expiresAt: text(24),
    },
  );
  await createIndex(runner, 'SmartAgentToolCallLog', ['tenantId', 'attemptedAt']);
  await createIndex(runner, 'SmartAgentToolCallLog', ['tenantId', 'subjectId', 'attemptedAt']);
  await createIndex(runner, 'SmartAgentToolCallLog', ['tenantId', 'agentId', 'attemptedAt']);
  await createIndex(runner, 'SmartAgentToolCallLog', ['tenantId', 'tool', 'attemptedAt']);
  await createIndex(runner, 'SmartAgentToolCallLog', ['toolCallId']);
  await createIndex(runner, 'SmartAgentToolCallLog', ['executionId']);
  await createIndex(runner, 'SmartAgentToolCallLog', ['effectKey']);
  await createIndex(runner, 'SmartAgentToolCallOutcome', ['attemptId'], 'unique');
  await createIndex(runner, 'SmartAgentToolCallOutcome', ['tenantId', 'outcome', 'finishedAt']);
  await createIndex(runner, 'SmartAgentApprovalDecision', ['approvalId']);
  await createIndex(runner, 'SmartAgentLogChain', ['recordId'], 'unique');
  for (const table of ['SmartAgentToolCallLog', 'SmartAgentToolCallOutcome', 'SmartAgentApprovalDecision', 'SmartAgentLogChain', 'SmartAgentLogHead'])
    await refuseUpdate(runner, table);
  await refuseReplace(runner, 'SmartAgentToolCallLog', [['id']]);
  await refuseReplace(runner, 'SmartAgentToolCallOutcome', [['id'], ['attemptId']]);
  await refuseReplace(runner, 'SmartAgentApprovalDecision', [['id']]);
  await refuseReplace(runner, 'SmartAgentLogChain', [['tenantId', 'position'], ['recordId']]);
  await refuseReplace(runner, 'SmartAgentLogHead', [['tenantId', 'position']]);
  for (const table of ['SmartAgentLogChain', 'SmartAgentLogHead']) await refuseDelete(runner, table);
  await keepForRetention(runner, 'SmartAgentToolCallLog', 'attemptedAt');
  await keepForRetention(runner, 'SmartAgentToolCallOutcome', 'finishedAt');
  await keepForRetention(runner, 'SmartAgentApprovalDecision', 'decidedAt');
};
