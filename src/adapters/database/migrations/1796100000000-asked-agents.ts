import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, optional, text } from '../schema-builder.ts';

/** Which agent a model was called for: a turn may have several, one asked by another. */
export class AskedAgents1796100000000 implements MigrationInterface {
  readonly name = 'AskedAgents1796100000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgentModelCall', { agentId: optional(text(36)) });
    // Until now every call was made for the agent of its execution.
    await runner.query(
      `UPDATE "SmartAgentModelCall" SET "agentId" = (SELECT e."agentId" FROM "SmartAgentExecution" e WHERE e."id" = "SmartAgentModelCall"."executionId")`,
    );
  }

  /** There is no way back: what each agent cost is part of the story. */
  async down(): Promise<void> {
    throw new Error('Model calls cannot be taken from their agents.');
  }
}
