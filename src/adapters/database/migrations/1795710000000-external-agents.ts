import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createIndex, createTable, int, longText, optional, text } from '../schema-builder.ts';

/** Credentials of customers' own agents, and how often one may ask. */
export class ExternalAgents1795710000000 implements MigrationInterface {
  readonly name = 'ExternalAgents1795710000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentCredential', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        agentId: text(36),
        kind: text(10),
        clientId: text(36),
        secretPrefix: optional(text(20)),
        secretHash: optional(text(200)),
        publicKey: optional(longText),
        createdAt: text(24),
        createdBySubjectId: text(36),
        expiresAt: text(24),
        revokedAt: optional(text(24)),
        revokedBySubjectId: optional(text(36)),
        lastUsedAt: optional(text(24)),
      },
    );
    await createIndex(runner, 'SmartAgentCredential', ['clientId']);
    await createIndex(runner, 'SmartAgentCredential', ['tenantId', 'agentId']);
    await addColumns(runner, 'SmartAgentSetup', { agentRequestsPerMinute: { ...int, initially: '120' } });
  }

  /** There is no way back: who could act, and until when, is part of the story the log tells. */
  async down(): Promise<void> {
    throw new Error('Credentials of agents cannot be taken back.');
  }
}
