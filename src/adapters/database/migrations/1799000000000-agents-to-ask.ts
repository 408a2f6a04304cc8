import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, longText, optional } from '../schema-builder.ts';

/** Which agents a link to asking names. Links that were there name none, and let any be asked as before. */
export class AgentsToAsk1799000000000 implements MigrationInterface {
  readonly name = 'AgentsToAsk1799000000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgentToolLink', { agents: optional(longText) });
  }

  /** There is no way back: agents that may ask some would ask any. */
  async down(): Promise<void> {
    throw new Error('Agents cannot be let ask whom their links do not name.');
  }
}
