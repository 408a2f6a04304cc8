import type { MigrationInterface, QueryRunner } from 'typeorm';
import { bigint, createIndex, createTable, int, refuseDelete, refuseReplace, refuseUpdate, text } from '../schema-builder.ts';

/** The signed seals of a log's days. */
export class DaySeals1796800000000 implements MigrationInterface {
  readonly name = 'DaySeals1796800000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentLogSeal', key: ['tenantId', 'day'] },
      {
        tenantId: text(36),
        day: text(10),
        firstPosition: bigint,
        lastPosition: bigint,
        attempts: int,
        outcomes: int,
        decisions: int,
        heads: int,
        headHash: text(64),
        recordDigest: text(64),
        retentionDays: int,
        previousDigest: text(64),
        sealedAt: text(24),
        digest: text(64),
        keyId: text(64),
        signature: text(120),
      },
    );
    await refuseUpdate(runner, 'SmartAgentLogSeal');
    await refuseReplace(runner, 'SmartAgentLogSeal', [['tenantId', 'day']]);
    await refuseDelete(runner, 'SmartAgentLogSeal');
    await createIndex(runner, 'SmartAgentLogHead', ['tenantId', 'signedAt']);
  }

  /** There is no way back: a seal proves what was there. */
  async down(): Promise<void> {
    throw new Error('Seals cannot be taken back.');
  }
}
