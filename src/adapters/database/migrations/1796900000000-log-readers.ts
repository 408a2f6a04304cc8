import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, optional, text } from '../schema-builder.ts';

/** Programs that may read the tool-call log feed. */
export class LogReaders1796900000000 implements MigrationInterface {
  readonly name = 'LogReaders1796900000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentLogReader', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        name: text(120),
        clientApplication: optional(text(120)),
        createdAt: text(24),
        createdBySubjectId: text(36),
        endedAt: optional(text(24)),
        endedBySubjectId: optional(text(36)),
      },
    );
    await createIndex(runner, 'SmartAgentLogReader', ['tenantId', 'createdAt']);
  }

  /** There is no way back: who could read the log, and until when, is part of its story. */
  async down(): Promise<void> {
    throw new Error('Log readers cannot be taken back.');
  }
}
