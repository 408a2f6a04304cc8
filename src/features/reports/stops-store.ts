import type { Database } from '../../kernel/database.ts';
import { parameterPlace, topRows } from '../../kernel/sql-text.ts';

/** The instants a report looks at: from, up to and including. */
export interface Period {
  readonly tenantId: string;
  readonly from: string;
  readonly to: string;
}

/** How often a rule stopped a tool of an agent. */
export interface RefusedRow {
  readonly layer: string;
  readonly rule: string;
  readonly agent: string;
  readonly tool: string;
  readonly count: number;
}

/** A proposal with its versions. */
export interface ComingBackRow {
  readonly executionReference: string;
  readonly tool: string;
  readonly agent: string;
  readonly versions: number;
  readonly superseded: number;
  readonly requestedAt: string;
  readonly status: string;
}

/** The waiting of a tool's proposals. */
export interface WaitingRow {
  readonly tool: string;
  readonly asked: number;
  readonly decided: number;
  readonly expired: number;
}

/** How long the decided ones of a tool took, in milliseconds. */
export interface TookRow {
  readonly tool: string;
  readonly median: number;
  readonly p90: number;
}

/** At most this many proposals are told one by one. */
const mostComingBack = 50;

/** Milliseconds between two instants; the databases share no function for it. */
const millisBetween: Readonly<Record<Database['dialect'], (from: string, to: string) => string>> = {
  sqlite: (from, to) => `CAST(round((julianday(${to}) - julianday(${from})) * 86400000) AS INTEGER)`,
  mssql: (from, to) => `DATEDIFF_BIG(millisecond, CAST(${from} AS datetime2(3)), CAST(${to} AS datetime2(3)))`,
};

/** Not so what was made with an execute grant: it is no approval that could wait. */
const wasPutBeforeSomeone = `NOT (p."deciderSubjectId" IS NULL AND p."state" IN ('committing', 'committed', 'failed', 'unknown'))`;

/** What stopped runs, added up by the database. Every statement names the tenant. */
export class StopsStore {
  constructor(private readonly database: Database) {}

  /** Refusals of ours and denials of the ERP. */
  refused(period: Period): Promise<readonly RefusedRow[]> {
    return this.#query<RefusedRow>(
      period,
      (during) => `
        SELECT x."layer" AS "layer", x."rule" AS "rule", COALESCE(g."name", '') AS "agent", x."tool" AS "tool", x."count" AS "count"
          FROM (SELECT COALESCE(o."layer", a."layer") AS "layer", CASE WHEN o."outcome" = 'denied' THEN 'denied' ELSE a."rule" END AS "rule",
                       a."agentId" AS "agentId", a."tool" AS "tool", COUNT(*) AS "count"
                  FROM "SmartAgentToolCallOutcome" o JOIN "SmartAgentToolCallLog" a ON a."id" = o."attemptId" AND a."tenantId" = o."tenantId"
                 WHERE ${during('o', 'finishedAt')} AND o."outcome" IN ('refused', 'denied')
                 GROUP BY COALESCE(o."layer", a."layer"), CASE WHEN o."outcome" = 'denied' THEN 'denied' ELSE a."rule" END, a."agentId", a."tool") x
          LEFT JOIN "SmartAgent" g ON g."id" = x."agentId"
         ORDER BY x."count" DESC, x."layer", x."rule", x."tool", x."agentId"`,
    );
  }

  /** Proposals that were superseded more than once, those that came back most often first. */
  comingBack(period: Period): Promise<readonly ComingBackRow[]> {
    const { top, limit } = topRows(this.database.dialect, mostComingBack);
    return this.#query<ComingBackRow>(
      period,
      (during) => `
        SELECT ${top} e."reference" AS "executionReference", l."tool" AS "tool", COALESCE(g."name", '') AS "agent", x."versions" AS "versions",
               x."superseded" AS "superseded", x."requestedAt" AS "requestedAt", l."state" AS "status"
          FROM (SELECT p."proposalId" AS "proposalId", MAX(p."version") AS "versions", MIN(p."requestedAt") AS "requestedAt",
                       SUM(CASE WHEN p."state" = 'superseded' THEN 1 ELSE 0 END) AS "superseded"
                  FROM "SmartAgentApproval" p WHERE ${during('p', 'requestedAt')} GROUP BY p."proposalId"
                HAVING SUM(CASE WHEN p."state" = 'superseded' THEN 1 ELSE 0 END) > 1) x
          JOIN "SmartAgentApproval" l ON l."proposalId" = x."proposalId" AND l."version" = x."versions"
          JOIN "SmartAgentExecution" e ON e."id" = l."executionId" AND e."tenantId" = l."tenantId"
          LEFT JOIN "SmartAgent" g ON g."id" = l."agentId"
         ORDER BY x."superseded" DESC, x."requestedAt" DESC, e."reference" ${limit}`,
    );
  }

  /** How many proposals of each tool were put before people, decided by them, and left to expire. */
  waiting(period: Period): Promise<readonly WaitingRow[]> {
    return this.#query<WaitingRow>(
      period,
      (during) => `
        SELECT p."tool" AS "tool", COUNT(*) AS "asked", SUM(CASE WHEN p."deciderSubjectId" IS NULL THEN 0 ELSE 1 END) AS "decided",
               SUM(CASE WHEN p."state" = 'expired' THEN 1 ELSE 0 END) AS "expired"
          FROM "SmartAgentApproval" p WHERE ${during('p', 'requestedAt')} AND ${wasPutBeforeSomeone}
         GROUP BY p."tool" ORDER BY COUNT(*) DESC, p."tool"`,
    );
  }

  /** How long the decided ones of each tool took: ranked, and the first of which half, and nine of ten, took no longer. */
  took(period: Period): Promise<readonly TookRow[]> {
    const took = millisBetween[this.database.dialect]('p."requestedAt"', 'p."decidedAt"');
    return this.#query<TookRow>(
      period,
      (during) => `
        SELECT x."tool" AS "tool", MIN(CASE WHEN x."rank" * 2 >= x."all" THEN x."took" END) AS "median",
               MIN(CASE WHEN x."rank" * 10 >= x."all" * 9 THEN x."took" END) AS "p90"
          FROM (SELECT p."tool" AS "tool", ${took} AS "took", ROW_NUMBER() OVER (PARTITION BY p."tool" ORDER BY ${took}) AS "rank",
                       COUNT(*) OVER (PARTITION BY p."tool") AS "all"
                  FROM "SmartAgentApproval" p WHERE ${during('p', 'requestedAt')} AND p."deciderSubjectId" IS NOT NULL) x
         GROUP BY x."tool"`,
    );
  }

  async #query<Result>({ tenantId, from, to }: Period, sql: (during: (alias: string, instant: string) => string) => string): Promise<Result[]> {
    const { dialect, reader } = this.database;
    const place = (index: number): string => parameterPlace(dialect, index);
    const during = (alias: string, instant: string): string =>
      `${alias}."tenantId" = ${place(0)} AND ${alias}."${instant}" >= ${place(1)} AND ${alias}."${instant}" <= ${place(2)}`;
    return reader.query<Result[]>(sql(during), [tenantId, from, to]);
  }
}
