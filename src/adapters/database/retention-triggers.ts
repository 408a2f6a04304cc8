import type { QueryRunner } from 'typeorm';

const isMssql = (runner: QueryRunner): boolean => runner.connection.options.type === 'mssql';

/** The database's own time, ISO 8601 in UTC with milliseconds, so many days ago. */
const ago = (runner: QueryRunner, days: string): string =>
  isMssql(runner)
    ? `CONVERT(nvarchar(23), DATEADD(day, -(${days}), SYSUTCDATETIME()), 126) + 'Z'`
    : `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (${days}) || ' days')`;

/** The period in force for a tenant, in days: the longest that stood in the last seven days, 365 at least, 2,557 where nothing is known. */
const periodInForce = (runner: QueryRunner, tenant: string): string => {
  const from = ago(runner, '7');
  const standing = `SELECT MAX(e."number") FROM "SmartAgentRetentionPeriod" e WHERE e."tenantId" = ${tenant} AND e."setAt" <= ${from}`;
  const longest = `SELECT MAX(p."days") FROM "SmartAgentRetentionPeriod" p WHERE p."tenantId" = ${tenant} AND (p."setAt" > ${from} OR p."number" = (${standing}))`;
  return `CASE WHEN COALESCE((${longest}), 2557) < 365 THEN 365 ELSE COALESCE((${longest}), 2557) END`;
};

/**
 * Makes the database refuse to delete rows that are younger than the period in force for their tenant, whatever the
 * application does. Takes the place of the earlier rule, which knew nothing of the seven days.
 */
export const keepForPeriodInForce = async (runner: QueryRunner, table: string, instant: string): Promise<void> => {
  const message = `${table} rows are kept for the retention period`;
  await runner.query(`DROP TRIGGER "TR_${table}_delete"`);
  await runner.query(
    isMssql(runner)
      ? `CREATE TRIGGER "TR_${table}_delete" ON "${table}" AFTER DELETE AS BEGIN
           SET NOCOUNT ON;
           IF EXISTS (SELECT 1 FROM (SELECT g."tenantId" AS "tenantId", MAX(g."${instant}") AS "newest" FROM deleted g GROUP BY g."tenantId") d
             WHERE d."newest" > ${ago(runner, periodInForce(runner, 'd."tenantId"'))})
             THROW 51002, '${message}', 1;
         END`
      : `CREATE TRIGGER "TR_${table}_delete" BEFORE DELETE ON "${table}"
           WHEN OLD."${instant}" > ${ago(runner, periodInForce(runner, 'OLD."tenantId"'))}
           BEGIN SELECT RAISE(ABORT, '${message}'); END`,
  );
};

const periods = 'SmartAgentRetentionPeriod';
const nextNumber = (tenant: string): string => `COALESCE((SELECT MAX(p."number") FROM "${periods}" p WHERE p."tenantId" = ${tenant}), 0) + 1`;

/**
 * Makes the database itself write down each period that a tenant's setup is given, with its own time. Nobody else can
 * write one down with another time than the present, and a setup that is deleted counts as seven years.
 */
export const writeDownPeriods = async (runner: QueryRunner): Promise<void> => {
  const now = ago(runner, '0');
  const aMinuteAgo = isMssql(runner)
    ? `CONVERT(nvarchar(23), DATEADD(minute, -1, SYSUTCDATETIME()), 126) + 'Z'`
    : `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 minute')`;
  const keep = (tenant: string, days: string): string =>
    `INSERT INTO "${periods}" ("tenantId", "number", "setAt", "days")`.concat(` SELECT ${tenant}, ${nextNumber(tenant)}, ${now}, ${days}`);
  await runner.query(`${keep('s."tenantId"', 's."logRetentionDays"')} FROM "SmartAgentSetup" s`);
  const statements = isMssql(runner)
    ? [
        `CREATE TRIGGER "TR_SmartAgentSetup_period" ON "SmartAgentSetup" AFTER INSERT, UPDATE AS BEGIN
           SET NOCOUNT ON;
           IF EXISTS (SELECT 1 FROM deleted) AND EXISTS (SELECT 1 FROM deleted d WHERE NOT EXISTS (SELECT 1 FROM inserted i WHERE i."tenantId" = d."tenantId"))
             THROW 51003, 'SmartAgentSetup rows keep their tenant', 1;
           ${keep('i."tenantId"', 'i."logRetentionDays"')} FROM inserted i
             WHERE NOT EXISTS (SELECT 1 FROM deleted d WHERE d."tenantId" = i."tenantId" AND d."logRetentionDays" = i."logRetentionDays");
         END`,
        `CREATE TRIGGER "TR_SmartAgentSetup_delete" ON "SmartAgentSetup" AFTER DELETE AS BEGIN
           SET NOCOUNT ON;
           ${keep('d."tenantId"', '2557')} FROM deleted d;
         END`,
        `CREATE TRIGGER "TR_${periods}_now" ON "${periods}" AFTER INSERT AS BEGIN
           SET NOCOUNT ON;
           IF EXISTS (SELECT 1 FROM inserted i WHERE i."setAt" < ${aMinuteAgo} OR i."setAt" > ${now}) THROW 51004, '${periods} rows are of the present', 1;
         END`,
      ]
    : [
        `CREATE TRIGGER "TR_SmartAgentSetup_insert" BEFORE INSERT ON "SmartAgentSetup"
           WHEN EXISTS (SELECT 1 FROM "SmartAgentSetup" WHERE tenantId = NEW.tenantId OR rowid = NEW.rowid)
           BEGIN SELECT RAISE(ABORT, 'SmartAgentSetup has a row for this tenant'); END`,
        `CREATE TRIGGER "TR_SmartAgentSetup_tenant" BEFORE UPDATE OF "tenantId" ON "SmartAgentSetup" WHEN NEW."tenantId" <> OLD."tenantId"
           BEGIN SELECT RAISE(ABORT, 'SmartAgentSetup rows keep their tenant'); END`,
        `CREATE TRIGGER "TR_SmartAgentSetup_first" AFTER INSERT ON "SmartAgentSetup"
           BEGIN ${keep('NEW."tenantId"', 'NEW."logRetentionDays"')}; END`,
        `CREATE TRIGGER "TR_SmartAgentSetup_period" AFTER UPDATE ON "SmartAgentSetup" WHEN NEW."logRetentionDays" <> OLD."logRetentionDays"
           BEGIN ${keep('NEW."tenantId"', 'NEW."logRetentionDays"')}; END`,
        `CREATE TRIGGER "TR_SmartAgentSetup_delete" AFTER DELETE ON "SmartAgentSetup"
           BEGIN ${keep('OLD."tenantId"', '2557')}; END`,
        `CREATE TRIGGER "TR_${periods}_now" BEFORE INSERT ON "${periods}" WHEN NEW."setAt" < ${aMinuteAgo} OR NEW."setAt" > ${now}
           BEGIN SELECT RAISE(ABORT, '${periods} rows are of the present'); END`,
      ];
  for (const statement of statements) await runner.query(statement);
};
