import type { ExecutionSummary } from '../../contracts/executions.ts';
import type { Database } from '../../kernel/database.ts';
import { parameterPlace } from '../../kernel/sql-text.ts';

/** What a run did, in short. */
export type Deeds = Pick<ExecutionSummary, 'tools' | 'outcomes' | 'written'>;

/** At most this many written records are named in a list. */
const mostWritten = 10;

interface Tried {
  readonly executionId: string;
  readonly tool: string;
  readonly outcome: ExecutionSummary['outcomes'][number]['outcome'];
  readonly count: number;
}

interface Written {
  readonly executionId: string;
  readonly label: string;
}

const outcomesIn = (tried: readonly Tried[]): Deeds['outcomes'] => {
  const counts = new Map<Tried['outcome'], number>();
  for (const { outcome, count } of tried) counts.set(outcome, (counts.get(outcome) ?? 0) + Number(count));
  return [...counts].map(([outcome, count]) => ({ outcome, count }));
};

/** What each of these runs did: the tools it called, how that ended, and which documents it wrote (their lines are part of them). */
export const loadDeeds = async ({ dialect, reader }: Database, tenantId: string, ids: readonly string[]): Promise<(id: string) => Deeds> => {
  const places = ids.map((_, index) => parameterPlace(dialect, index + 1)).join(', ');
  const ofRuns = `a."tenantId" = ${parameterPlace(dialect, 0)} AND a."executionId" IN (${places})`;
  const tried = await reader.query<Tried[]>(
    `SELECT a."executionId" AS "executionId", a."tool" AS "tool", COALESCE(o."outcome", 'open') AS "outcome", COUNT(*) AS "count"
       FROM "SmartAgentToolCallLog" a LEFT JOIN "SmartAgentToolCallOutcome" o ON o."attemptId" = a."id"
      WHERE ${ofRuns} GROUP BY a."executionId", a."tool", COALESCE(o."outcome", 'open') ORDER BY a."tool", COALESCE(o."outcome", 'open')`,
    [tenantId, ...ids],
  );
  const written = await reader.query<Written[]>(
    `SELECT a."executionId" AS "executionId", r."label" AS "label"
       FROM "SmartAgentToolCallLog" a JOIN "SmartAgentExecutionRecord" r ON r."attemptId" = a."id"
      WHERE ${ofRuns} AND r."role" = 'written' AND r."label" <> '' AND r."entitySet" NOT LIKE '%Lines'
      GROUP BY a."executionId", r."label" ORDER BY r."label"`,
    [tenantId, ...ids],
  );
  return (id) => {
    const own = tried.filter(({ executionId }) => executionId === id);
    return {
      tools: [...new Set(own.map(({ tool }) => tool))],
      outcomes: outcomesIn(own),
      written: written
        .filter(({ executionId }) => executionId === id)
        .slice(0, mostWritten)
        .map(({ label }) => label),
    };
  };
};
