import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, createIndex, flag } from '../schema-builder.ts';

/** Whether a conversation, or an external agent, has still to hear how its proposal ended. */
export class UntoldEnds1796500000000 implements MigrationInterface {
  readonly name = 'UntoldEnds1796500000000';

  async up(runner: QueryRunner): Promise<void> {
    // What ended before counts as told: telling it again would open a turn in conversations that have heard of it.
    await addColumns(runner, 'SmartAgentApproval', { untold: flag });
    await createIndex(runner, 'SmartAgentApproval', ['untold', 'decidedAt']);
  }

  /** There is no way back: what has still to be told would never be. */
  async down(): Promise<void> {
    throw new Error('What has still to be told cannot be forgotten.');
  }
}
