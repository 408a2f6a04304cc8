import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createAgentsTables } from './agents-tables.ts';
import { createConversationsTables } from './conversations-tables.ts';
import { createIdentityTables } from './identity-tables.ts';
import { createLogTables } from './log-tables.ts';

/** The first schema. It is never edited; what comes later is a migration of its own. */
export class Initial1790000000000 implements MigrationInterface {
  readonly name = 'Initial1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await createAgentsTables(runner);
    await createConversationsTables(runner);
    await createLogTables(runner);
    await createIdentityTables(runner);
  }

  /** There is no way back: the log is append-only, and dropping it would be the opposite. */
  async down(): Promise<void> {
    throw new Error('The first schema cannot be taken back.');
  }
}
