import type { MigrationInterface, QueryRunner } from 'typeorm';
import { letErasuresChangeVersions } from '../erasure-triggers.ts';
import { addColumns, optional, text } from '../schema-builder.ts';

/** A version's hash covers a salt, and a running erasure may take a person's name out of its texts. Versions that were there have none. */
export class SaltedVersions1799100000000 implements MigrationInterface {
  readonly name = 'SaltedVersions1799100000000';

  async up(runner: QueryRunner): Promise<void> {
    await letErasuresChangeVersions(runner, async () => {
      await addColumns(runner, 'SmartAgentVersion', { salt: optional(text(43)) });
      await runner.query(`UPDATE "SmartAgentVersion" SET "salt" = ''`);
    });
  }

  /** There is no way back: hashes could not be told from their texts any more. */
  async down(): Promise<void> {
    throw new Error('The salts of versions cannot be taken away.');
  }
}
