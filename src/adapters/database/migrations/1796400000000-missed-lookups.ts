import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, keepForRetention, refuseReplace, refuseUpdate, text } from '../schema-builder.ts';

/** Who asked for what is not there for her organisation. */
export class MissedLookups1796400000000 implements MigrationInterface {
  readonly name = 'MissedLookups1796400000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentMissedLookup', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        missedAt: text(24),
        callerKind: text(10),
        callerId: text(36),
        route: text(200),
        requestId: text(40),
      },
    );
    await createIndex(runner, 'SmartAgentMissedLookup', ['tenantId', 'missedAt']);
    await refuseUpdate(runner, 'SmartAgentMissedLookup');
    await refuseReplace(runner, 'SmartAgentMissedLookup', [['id']]);
    await keepForRetention(runner, 'SmartAgentMissedLookup', 'missedAt');
  }

  /** There is no way back: what somebody tried is evidence. */
  async down(): Promise<void> {
    throw new Error('Missed lookups cannot be taken back.');
  }
}
