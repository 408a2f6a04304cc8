import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createIndex, createTable, flag, int, longText, optional, text } from '../schema-builder.ts';

/** Delegations with limits, the tenant's own policy, and who has to decide on a proposal. */
export class Authority1796000000000 implements MigrationInterface {
  readonly name = 'Authority1796000000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgentDelegation', {
      recordFilters: { ...longText, initially: '{}' },
      limits: { ...longText, initially: '[]' },
      approvalRules: { ...longText, initially: '[]' },
      responsibleSubjectId: optional(text(36)),
      revokers: { ...longText, initially: '[]' },
      reason: optional(text(400)),
      extendsId: optional(text(36)),
      sealedSignIn: optional(longText),
      revokedBySubjectId: optional(text(36)),
      revokeReason: optional(text(400)),
    });
    await createIndex(runner, 'SmartAgentDelegation', ['tenantId', 'delegatorSubjectId']);
    await addColumns(runner, 'SmartAgentApproval', {
      responsibleSubjectId: text(36),
      approver: { ...longText, initially: '{"kind":"responsible"}' },
      facts: optional(longText),
    });
    // Whoever asked has been the one who decides so far.
    await runner.query(`UPDATE "SmartAgentApproval" SET "responsibleSubjectId" = "requesterSubjectId"`);
    await createIndex(runner, 'SmartAgentApproval', ['delegationId', 'decidedAt']);
    await createIndex(runner, 'SmartAgentApproval', ['tenantId', 'state', 'requestedAt']);
    await createTable(
      runner,
      { name: 'SmartAgentCondition', key: ['id'] },
      { id: text(36), tenantId: text(36), name: text(80), entitySet: text(80), filter: longText, revision: int, updatedAt: text(24) },
    );
    await createIndex(runner, 'SmartAgentCondition', ['tenantId', 'name'], 'unique');
    await createTable(
      runner,
      { name: 'SmartAgentPolicy', key: ['id'] },
      { id: text(36), tenantId: text(36), name: text(80), enabled: flag, rule: longText, revision: int, updatedAt: text(24) },
    );
    await createIndex(runner, 'SmartAgentPolicy', ['tenantId', 'name'], 'unique');
    await createTable(
      runner,
      { name: 'SmartAgentActionRequest', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        agentId: text(36),
        keyHash: text(64),
        bodyHash: text(64),
        executionId: text(36),
        step: int,
        action: text(80),
        approvalId: optional(text(36)),
        sealedAnswer: optional(longText),
        sealedOutcome: optional(longText),
        requestedAt: text(24),
        answeredAt: optional(text(24)),
      },
    );
    await createIndex(runner, 'SmartAgentActionRequest', ['tenantId', 'agentId', 'keyHash']);
    await createIndex(runner, 'SmartAgentActionRequest', ['executionId', 'step'], 'unique');
    await createIndex(runner, 'SmartAgentActionRequest', ['approvalId']);
    await addColumns(runner, 'SmartAgentSetup', { idempotencyKeyHours: { ...int, initially: '24' } });
  }

  /** There is no way back: what was given, and who decided on what, is part of the story the log tells. */
  async down(): Promise<void> {
    throw new Error('Delegations cannot be taken back from the records.');
  }
}
