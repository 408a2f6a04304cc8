import type { QueryRunner } from 'typeorm';
import { createIndex, createTable, flag, int, longText, optional, text } from '../schema-builder.ts';

/** What happens in a conversation: sessions, turns, events, proposals, executions, drafts. */
export const createConversationsTables = async (runner: QueryRunner): Promise<void> => {
  await createTable(
    runner,
    { name: 'SmartAgentSession', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      subjectId: text(36),
      companyId: text(36),
      companyName: text(120),
      agentId: text(36),
      agentVersionId: text(36),
      delegationId: text(36),
      sealedTitle: longText,
      lastSequence: int,
      lastMessage: int,
      readUntrustedText: flag,
      createdAt: text(24),
      lastActivityAt: text(24),
      deletedAt: optional(text(24)),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentMessage', key: ['id'] },
    {
      id: text(36),
      sessionId: text(36),
      turnId: text(36),
      number: int,
      role: text(20),
      sealedContent: longText,
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentTurn', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      sessionId: text(36),
      executionId: text(36),
      clientMessageId: text(36),
      phase: text(20),
      state: longText,
      sealedSignIn: optional(longText),
      startedAt: text(24),
      updatedAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentPanelEvent', key: ['sessionId', 'sequence'] },
    {
      sessionId: text(36),
      sequence: int,
      at: text(24),
      sealedData: longText,
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentModelCall', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      sessionId: optional(text(36)),
      turnId: text(36),
      executionId: text(36),
      subjectId: text(36),
      model: text(120),
      tier: text(20),
      inputTokens: int,
      outputTokens: int,
      credits: text(24),
      toolCalls: int,
      outcome: text(20),
      startedAt: text(24),
      durationMs: int,
      day: text(10),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentDelegation', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      agentId: text(36),
      delegatorSubjectId: text(36),
      kind: text(20),
      workflow: text(120),
      actions: longText,
      companies: longText,
      validFrom: text(24),
      validTo: optional(text(24)),
      revokedAt: optional(text(24)),
      createdAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentExecution', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      reference: text(40),
      sessionId: optional(text(36)),
      agentId: text(36),
      agentVersionId: text(36),
      subjectId: text(36),
      companyId: text(36),
      delegationId: text(36),
      fingerprint: text(64),
      status: text(20),
      startedAt: text(24),
      endedAt: optional(text(24)),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentApproval', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      proposalId: text(36),
      version: int,
      executionId: text(36),
      sessionId: text(36),
      turnId: text(36),
      toolCallId: text(80),
      agentId: text(36),
      agentVersionId: text(36),
      delegationId: text(36),
      requesterSubjectId: text(36),
      companyId: text(36),
      tool: text(80),
      effectKey: text(80),
      outcomeHash: text(64),
      sealedPayload: optional(longText),
      sealedPreview: longText,
      basis: longText,
      sourceRecords: longText,
      changedSince: longText,
      mayBePartial: flag,
      amount: optional(text(40)),
      currency: optional(text(10)),
      state: text(20),
      requestedAt: text(24),
      expiresAt: text(24),
      decidedAt: optional(text(24)),
      deciderSubjectId: optional(text(36)),
      sealedReason: optional(longText),
      sealedResult: optional(longText),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentEmailDraft', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      subjectId: text(36),
      companyId: text(36),
      executionId: text(36),
      agentId: text(36),
      effectKey: text(80),
      status: text(20),
      sealedMessage: longText,
      subjectHash: text(64),
      createdAt: text(24),
      updatedAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'SmartAgentUserFile', key: ['id'] },
    {
      id: text(36),
      tenantId: text(36),
      subjectId: text(36),
      emailDraftId: optional(text(36)),
      fileName: text(200),
      contentType: text(80),
      bytes: int,
      sha256: text(64),
      sealedContent: longText,
      createdAt: text(24),
    },
  );
  await createIndex(runner, 'SmartAgentSession', ['tenantId', 'subjectId', 'lastActivityAt']);
  await createIndex(runner, 'SmartAgentMessage', ['sessionId', 'number'], 'unique');
  await createIndex(runner, 'SmartAgentTurn', ['sessionId', 'clientMessageId'], 'unique');
  await createIndex(runner, 'SmartAgentTurn', ['phase']);
  await createIndex(runner, 'SmartAgentModelCall', ['tenantId', 'subjectId', 'day']);
  await createIndex(runner, 'SmartAgentModelCall', ['turnId']);
  await createIndex(runner, 'SmartAgentExecution', ['tenantId', 'reference'], 'unique');
  await createIndex(runner, 'SmartAgentApproval', ['proposalId', 'version'], 'unique');
  await createIndex(runner, 'SmartAgentApproval', ['sessionId']);
  await createIndex(runner, 'SmartAgentApproval', ['executionId']);
  await createIndex(runner, 'SmartAgentApproval', ['state', 'expiresAt']);
  await createIndex(runner, 'SmartAgentApproval', ['effectKey']);
  await createIndex(runner, 'SmartAgentApproval', ['turnId']);
  await createIndex(runner, 'SmartAgentEmailDraft', ['effectKey'], 'unique');
  await createIndex(runner, 'SmartAgentEmailDraft', ['tenantId', 'subjectId', 'createdAt']);
  await createIndex(runner, 'SmartAgentUserFile', ['emailDraftId']);
};
