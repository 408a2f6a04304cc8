import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createIndex, createTable, int, longText, optional, text } from '../schema-builder.ts';

/** Who answers for an agent and where it belongs, and changes that wait for a second admin. */
export class AgentIdentity1791100000000 implements MigrationInterface {
  readonly name = 'AgentIdentity1791100000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgentDataSubject', { adminSeenAt: optional(text(24)) });
    await addColumns(runner, 'SmartAgent', {
      businessUnitId: optional(text(36)),
      sponsorSubjectId: text(36),
      registeredBySubjectId: text(36),
      movedBySubjectId: text(36),
    });
    // The unit was a text that nothing could fill; whoever registered an agent has been its owner so far.
    await runner.query(`ALTER TABLE "SmartAgent" DROP COLUMN "businessUnit"`);
    await runner.query(
      `UPDATE "SmartAgent" SET "sponsorSubjectId" = "ownerSubjectId", "registeredBySubjectId" = "ownerSubjectId", "movedBySubjectId" = "ownerSubjectId"`,
    );
    await createTable(
      runner,
      { name: 'SmartAgentBusinessUnit', key: ['id'] },
      { id: text(36), tenantId: text(36), name: text(80), companies: longText, revision: int, updatedAt: text(24) },
    );
    await createIndex(runner, 'SmartAgentBusinessUnit', ['tenantId', 'name'], 'unique');
    await createTable(
      runner,
      { name: 'SmartAgentPendingChange', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        entity: text(40),
        entityId: text(80),
        entityName: text(120),
        changes: longText,
        request: longText,
        askedBySubjectId: text(36),
        askedAt: text(24),
        status: text(20),
        decidedBySubjectId: optional(text(36)),
        decidedAt: optional(text(24)),
        reason: optional(text(400)),
      },
    );
    await createIndex(runner, 'SmartAgentPendingChange', ['tenantId', 'status', 'askedAt']);
  }

  /** There is no way back: what was decided by two would become nobody's. */
  async down(): Promise<void> {
    throw new Error('This schema cannot be taken back.');
  }
}
