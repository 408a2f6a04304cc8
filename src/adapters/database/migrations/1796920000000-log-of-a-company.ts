import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../schema-builder.ts';

/** The log of one company, newest first, without walking through everybody else's. */
export class LogOfACompany1796920000000 implements MigrationInterface {
  readonly name = 'LogOfACompany1796920000000';

  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'SmartAgentToolCallLog', ['tenantId', 'companyId', 'attemptedAt']);
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = runner.connection.options.type === 'mssql' ? ' ON "SmartAgentToolCallLog"' : '';
    await runner.query(`DROP INDEX "IX_SmartAgentToolCallLog_tenantId_companyId_attemptedAt"${on}`);
  }
}
