import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, flag, int, longText, optional, text } from '../schema-builder.ts';

/** Changes that the ERP's own approval workflow took over, followed to their end. */
export class ErpApprovals1798000000000 implements MigrationInterface {
  readonly name = 'ErpApprovals1798000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentErpApproval', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        executionId: text(36),
        sealedHandedOver: longText,
        state: text(20),
        since: text(24),
        lookAt: text(24),
        looks: int,
        endedAt: optional(text(24)),
        deciderSubjectId: optional(text(36)),
        sealedEnd: optional(longText),
        untold: flag,
      },
    );
    await createIndex(runner, 'SmartAgentErpApproval', ['state', 'lookAt']);
    await createIndex(runner, 'SmartAgentErpApproval', ['untold', 'endedAt']);
    await createIndex(runner, 'SmartAgentErpApproval', ['executionId']);
  }

  /** There is no way back: what became of changes in the ERP would be forgotten. */
  async down(): Promise<void> {
    throw new Error('What became of changes in the ERP cannot be forgotten.');
  }
}
