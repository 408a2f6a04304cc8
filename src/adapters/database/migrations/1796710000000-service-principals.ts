import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, int, longText, text } from '../schema-builder.ts';

/** Services that delegate, each with the person who owns it. */
export class ServicePrincipals1796710000000 implements MigrationInterface {
  readonly name = 'ServicePrincipals1796710000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentServicePrincipal', key: ['id'] },
      {
        ...{ id: text(36), tenantId: text(36), name: text(80), subjectId: text(36), ownerSubjectId: text(36), ownerOid: text(80) },
        ...{ clientId: text(120), sealedSecret: longText, state: text(20), revision: int, createdAt: text(24), updatedAt: text(24) },
      },
    );
    await createIndex(runner, 'SmartAgentServicePrincipal', ['tenantId', 'name'], 'unique');
    await createIndex(runner, 'SmartAgentServicePrincipal', ['tenantId', 'clientId'], 'unique');
  }

  /** There is no way back: what services gave would have nobody behind it. */
  async down(): Promise<void> {
    throw new Error('Services that delegate cannot be taken back.');
  }
}
