import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable, int, keepForRetention, longText, optional, text } from '../schema-builder.ts';

/** Every message an agent drafted, with what became of it: the drafts there are, and from now on each new one. */
export class EmailLog1796910000000 implements MigrationInterface {
  readonly name = 'EmailLog1796910000000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      { name: 'SmartAgentEmailLog', key: ['id'] },
      {
        id: text(36),
        tenantId: text(36),
        draftedAt: text(24),
        status: text(20),
        statusAt: text(24),
        subjectId: text(36),
        companyId: text(36),
        executionId: text(36),
        agentId: text(36),
        sealedAddressee: optional(longText),
        addresseeHash: optional(text(64)),
        subjectHash: text(64),
        attachments: int,
      },
    );
    await runner.query(
      `INSERT INTO "SmartAgentEmailLog" ("id", "tenantId", "draftedAt", "status", "statusAt", "subjectId", "companyId", "executionId", "agentId", "subjectHash", "attachments")
       SELECT d."id", d."tenantId", d."createdAt", d."status", d."updatedAt", d."subjectId", d."companyId", d."executionId", d."agentId", d."subjectHash",
              (SELECT COUNT(*) FROM "SmartAgentUserFile" f WHERE f."emailDraftId" = d."id")
         FROM "SmartAgentEmailDraft" d`,
    );
    await createIndex(runner, 'SmartAgentEmailLog', ['tenantId', 'draftedAt']);
    await createIndex(runner, 'SmartAgentEmailLog', ['tenantId', 'subjectId', 'draftedAt']);
    await createIndex(runner, 'SmartAgentEmailLog', ['tenantId', 'agentId', 'draftedAt']);
    await createIndex(runner, 'SmartAgentEmailLog', ['tenantId', 'executionId', 'draftedAt']);
    await createIndex(runner, 'SmartAgentEmailLog', ['tenantId', 'addresseeHash', 'draftedAt']);
    await tellDeletions(runner);
    await keepForRetention(runner, 'SmartAgentEmailLog', 'draftedAt');
  }

  /** There is no way back: the log outlives what it tells of. */
  async down(): Promise<void> {
    throw new Error('The email log cannot be taken back.');
  }
}

/** A draft that goes, by whoever's hand, is told in the log by the database itself. */
const tellDeletions = (runner: QueryRunner): Promise<unknown> =>
  runner.query(
    runner.connection.options.type === 'mssql'
      ? `CREATE TRIGGER "TR_SmartAgentEmailDraft_log" ON "SmartAgentEmailDraft" AFTER DELETE AS BEGIN
           UPDATE l SET "status" = 'deleted', "statusAt" = CONVERT(nvarchar(23), SYSUTCDATETIME(), 126) + 'Z'
             FROM "SmartAgentEmailLog" l JOIN deleted d ON d."id" = l."id";
         END`
      : `CREATE TRIGGER "TR_SmartAgentEmailDraft_log" AFTER DELETE ON "SmartAgentEmailDraft" BEGIN
           UPDATE "SmartAgentEmailLog" SET "status" = 'deleted', "statusAt" = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE "id" = OLD."id";
         END`,
  );
