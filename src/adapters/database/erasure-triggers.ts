import type { QueryRunner } from 'typeorm';

const table = 'SmartAgentChangeLog';
const message = `${table} is append-only`;
const kept = ['id', 'tenantId', 'changedAt', 'subjectId', 'entity', 'entityId', 'field'];

/**
 * Lets the texts of the change log be changed while an erasure of their tenant is running, and nothing else of it, ever:
 * who changed what and when stays as it was written. Takes the place of the earlier rule, which knew no erasure.
 */
export const letErasuresChange = async (runner: QueryRunner): Promise<void> => {
  await runner.query(`DROP TRIGGER "TR_${table}_update"`);
  const differs = (one: string, other: string): string => kept.map((name) => `${one}."${name}" <> ${other}."${name}"`).join(' OR ');
  const running = (tenant: string): string =>
    `EXISTS (SELECT 1 FROM "SmartAgentErasure" e WHERE e."tenantId" = ${tenant} AND e."status" = 'running')`;
  await runner.query(
    runner.connection.options.type === 'mssql'
      ? `CREATE TRIGGER "TR_${table}_update" ON "${table}" AFTER UPDATE AS BEGIN
           SET NOCOUNT ON;
           IF EXISTS (SELECT 1 FROM deleted d LEFT JOIN inserted i ON i."id" = d."id"
             WHERE i."id" IS NULL OR ${differs('i', 'd')} OR NOT ${running('d."tenantId"')})
             THROW 51000, '${message}', 1;
         END`
      : `CREATE TRIGGER "TR_${table}_update" BEFORE UPDATE ON "${table}"
           WHEN ${differs('NEW', 'OLD')} OR NEW.rowid <> OLD.rowid OR NOT ${running('OLD."tenantId"')}
           BEGIN SELECT RAISE(ABORT, '${message}'); END`,
  );
};
