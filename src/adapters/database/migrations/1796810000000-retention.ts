import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepForPeriodInForce, writeDownPeriods } from '../retention-triggers.ts';
import { bigint, createIndex, createTable, int, longText, optional, refuseDelete, refuseReplace, refuseUpdate, text } from '../schema-builder.ts';

/** What retention removes, states and tells of, and the periods that were set. */
export class Retention1796810000000 implements MigrationInterface {
  readonly name = 'Retention1796810000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentRetentionPeriod', key: ['tenantId', 'number'] },
      { tenantId: text(36), number: int, setAt: text(24), days: int },
    );
    await createTable(
      runner,
      { name: 'SmartAgentLogRemoval', key: ['tenantId', 'day'] },
      {
        tenantId: text(36),
        day: text(10),
        firstPosition: bigint,
        lastPosition: bigint,
        records: int,
        sealDigest: text(64),
        retentionDays: int,
        cutoff: text(24),
        statedAt: text(24),
        keyId: text(64),
        signature: text(120),
      },
    );
    await createTable(runner, { name: 'SmartAgentRetentionProgress', key: ['tenantId'] }, { tenantId: text(36), removedThrough: bigint });
    await createTable(
      runner,
      { name: 'SmartAgentRetentionRun', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        startedAt: text(24),
        endedAt: optional(text(24)),
        status: text(20),
        startedBySubjectId: optional(text(36)),
        retentionDays: int,
        transcriptDays: int,
        days: int,
        records: int,
        heldRecords: int,
        missedLookups: int,
        conversations: int,
        messages: int,
        problem: optional(longText),
      },
    );
    await createIndex(runner, 'SmartAgentRetentionRun', ['tenantId', 'startedAt']);
    await createIndex(runner, 'SmartAgentTurn', ['tenantId', 'updatedAt']);
    await createIndex(runner, 'SmartAgentMessage', ['turnId']);
    await createIndex(runner, 'SmartAgentSession', ['tenantId', 'lastActivityAt']);
    await writeDownPeriods(runner);
    for (const table of ['SmartAgentRetentionPeriod', 'SmartAgentLogRemoval']) {
      await refuseUpdate(runner, table);
      await refuseDelete(runner, table);
    }
    await refuseReplace(runner, 'SmartAgentRetentionPeriod', [['tenantId', 'number']]);
    await refuseReplace(runner, 'SmartAgentLogRemoval', [['tenantId', 'day']]);
    await keepForPeriodInForce(runner, 'SmartAgentToolCallLog', 'attemptedAt');
    await keepForPeriodInForce(runner, 'SmartAgentToolCallOutcome', 'finishedAt');
    await keepForPeriodInForce(runner, 'SmartAgentApprovalDecision', 'decidedAt');
    await keepForPeriodInForce(runner, 'SmartAgentMissedLookup', 'missedAt');
    await runner.query(`UPDATE "SmartAgentSetup" SET "transcriptRetentionDays" = 365 WHERE "transcriptRetentionDays" > 365`);
  }

  /** There is no way back: what was removed has to stay proven. */
  async down(): Promise<void> {
    throw new Error('Retention cannot be taken back.');
  }
}
