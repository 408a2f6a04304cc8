import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, longText, text } from '../schema-builder.ts';

/** Where tokens got on behalf of a session are kept. */
export class ErpTokenCache1795600000000 implements MigrationInterface {
  readonly name = 'ErpTokenCache1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, { name: 'ErpTokenCache', key: ['sessionId'] }, { sessionId: text(64), sealedCache: longText });
  }

  /** Whoever has a session gets new tokens at the next need. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('ErpTokenCache');
  }
}
