import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createIndex, createTable, optional, text } from '../schema-builder.ts';

/** Programs that work on one database, and which of them is at what. */
export class Nodes1799200000000 implements MigrationInterface {
  readonly name = 'Nodes1799200000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentNode', key: ['id'] },
      { id: text(36), startedAt: text(24), seenAt: text(24), endedAt: optional(text(24)) },
    );
    // What was under way before is nobody's, so whoever starts first takes it up.
    const nodeId = optional(text(36));
    for (const table of ['SmartAgentSession', 'SmartAgentApproval', 'SmartAgentActionRequest']) await addColumns(runner, table, { nodeId });
    await createIndex(runner, 'SmartAgentSession', ['nodeId']);
  }

  /** There is no way back: two programs would take each other's work for left over. */
  async down(): Promise<void> {
    throw new Error('Which program is at what cannot be forgotten.');
  }
}
