import type { MigrationInterface, QueryRunner } from 'typeorm';
import { letErasuresChange } from '../erasure-triggers.ts';
import { createIndex, createTable, int, longText, optional, refuseDelete, text } from '../schema-builder.ts';

/** Legal holds and erasures; and the change log lets a running erasure take a person's name out of its texts. */
export class HoldsAndErasures1797000000000 implements MigrationInterface {
  readonly name = 'HoldsAndErasures1797000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentLegalHold', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        kind: text(20),
        target: optional(text(120)),
        periodFrom: optional(text(24)),
        periodTo: optional(text(24)),
        reason: longText,
        setAt: text(24),
        setBySubjectId: text(36),
        liftedAt: optional(text(24)),
        liftedBySubjectId: optional(text(36)),
        liftReason: optional(longText),
      },
    );
    await createTable(
      runner,
      { name: 'SmartAgentErasure', key: ['subjectId'] },
      {
        subjectId: text(36),
        tenantId: text(36),
        reason: longText,
        sealedAliases: optional(longText),
        status: text(20),
        requestedAt: text(24),
        requestedBySubjectId: text(36),
        stepsDone: int,
        counts: longText,
        remaining: optional(longText),
        deferredBy: longText,
        startedAt: optional(text(24)),
        endedAt: optional(text(24)),
        problem: optional(longText),
      },
    );
    await createIndex(runner, 'SmartAgentLegalHold', ['tenantId', 'setAt']);
    await createIndex(runner, 'SmartAgentErasure', ['tenantId', 'requestedAt']);
    await createIndex(runner, 'SmartAgentErasure', ['status']);
    await createIndex(runner, 'SmartAgentExecution', ['sessionId']);
    for (const table of ['SmartAgentLegalHold', 'SmartAgentErasure']) await refuseDelete(runner, table);
    await letErasuresChange(runner);
  }

  /** There is no way back: what was held and what was erased has to stay known. */
  async down(): Promise<void> {
    throw new Error('Holds and erasures cannot be taken back.');
  }
}
