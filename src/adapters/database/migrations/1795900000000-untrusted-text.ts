import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, longText, optional } from '../schema-builder.ts';

/** Which fields of outsiders' text a conversation has read. */
export class UntrustedText1795900000000 implements MigrationInterface {
  readonly name = 'UntrustedText1795900000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgentSession', { untrustedFields: optional(longText) });
  }

  /** There is no way back: a conversation that read outsiders' text would be trusted again. */
  async down(): Promise<void> {
    throw new Error('What a conversation has read cannot be forgotten.');
  }
}
