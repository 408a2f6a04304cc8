import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, optional, text } from '../schema-builder.ts';

/** Who edited a version of a proposal, and whether to more than was asked for. */
export class EditedProposals1796600000000 implements MigrationInterface {
  readonly name = 'EditedProposals1796600000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'SmartAgentApproval', { editedBySubjectId: optional(text(36)), raisedBySubjectId: optional(text(36)) });
  }

  /** There is no way back: who may not decide on a version would be forgotten. */
  async down(): Promise<void> {
    throw new Error('Who edited what cannot be forgotten.');
  }
}
