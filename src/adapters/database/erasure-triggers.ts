import type { QueryRunner } from 'typeorm';

/** A table in which an erasure may take a person's name out of texts. */
interface Erasable {
  readonly table: string;
  /** Columns that stay as they were written, always. */
  readonly kept: readonly string[];
  /** Columns that are null in every row that was changed. */
  readonly emptied: readonly string[];
}

const changeLog: Erasable = {
  table: 'SmartAgentChangeLog',
  kept: ['id', 'tenantId', 'changedAt', 'subjectId', 'entity', 'entityId', 'field'],
  emptied: [],
};

const versions: Erasable = {
  table: 'SmartAgentVersion',
  kept: ['id', 'tenantId', 'agentId', 'number', 'hash', 'createdAt', 'createdBySubjectId'],
  emptied: ['salt'],
};

const dropUpdateRule = (runner: QueryRunner, { table }: Erasable): Promise<unknown> => runner.query(`DROP TRIGGER "TR_${table}_update"`);

/** Makes the database refuse every UPDATE but of texts, while an erasure of the row's tenant is running. */
const refuseAllButErasures = async (runner: QueryRunner, { table, kept, emptied }: Erasable): Promise<void> => {
  const message = `${table} is append-only`;
  const refused = (after: string, before: string): string =>
    [
      ...kept.map((name) => `${after}."${name}" <> ${before}."${name}"`),
      ...emptied.map((name) => `${after}."${name}" IS NOT NULL`),
      `NOT EXISTS (SELECT 1 FROM "SmartAgentErasure" e WHERE e."tenantId" = ${before}."tenantId" AND e."status" = 'running')`,
    ].join(' OR ');
  await runner.query(
    runner.connection.options.type === 'mssql'
      ? `CREATE TRIGGER "TR_${table}_update" ON "${table}" AFTER UPDATE AS BEGIN
           SET NOCOUNT ON;
           IF EXISTS (SELECT 1 FROM deleted d LEFT JOIN inserted i ON i."id" = d."id" WHERE i."id" IS NULL OR ${refused('i', 'd')})
             THROW 51000, '${message}', 1;
         END`
      : `CREATE TRIGGER "TR_${table}_update" BEFORE UPDATE ON "${table}"
           WHEN NEW.rowid <> OLD.rowid OR ${refused('NEW', 'OLD')}
           BEGIN SELECT RAISE(ABORT, '${message}'); END`,
  );
};

/**
 * Lets the texts of the change log be changed while an erasure of their tenant is running, and nothing else of it, ever:
 * who changed what and when stays as it was written. Takes the place of the earlier rule, which knew no erasure.
 */
export const letErasuresChange = async (runner: QueryRunner): Promise<void> => {
  await dropUpdateRule(runner, changeLog);
  await refuseAllButErasures(runner, changeLog);
};

/**
 * Lets the configuration of an agent's version be changed while an erasure of its tenant is running, if its salt goes; never
 * its hash or anything else of it. `prepare` runs between the earlier rule, which knew no erasure, and this one.
 */
export const letErasuresChangeVersions = async (runner: QueryRunner, prepare: () => Promise<void>): Promise<void> => {
  await dropUpdateRule(runner, versions);
  await prepare();
  await refuseAllButErasures(runner, versions);
};
