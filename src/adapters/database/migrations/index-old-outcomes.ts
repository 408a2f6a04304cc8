import type { QueryRunner } from 'typeorm';

interface OldOutcome {
  readonly id: string;
  readonly tenantId: string;
  readonly attemptId: string;
  readonly dataScope: string;
  readonly phase: string;
}

interface OldScope {
  readonly entitySets: readonly { readonly entitySet: string; readonly ids: readonly { readonly id: string; readonly label: string }[] }[];
}

/** How many outcomes are held in memory at a time. */
const outcomesPerBatch = 500;
/** Six values each, below the 2,100 parameters of a statement on SQL Server. */
const rowsPerStatement = 300;

const placeholder = (runner: QueryRunner, index: number): string => (runner.connection.options.type === 'mssql' ? `@${index}` : '?');

const nextBatch = (runner: QueryRunner, after: string): Promise<OldOutcome[]> => {
  const [top, limit] = runner.connection.options.type === 'mssql' ? [`TOP ${outcomesPerBatch}`, ''] : ['', `LIMIT ${outcomesPerBatch}`];
  return runner.query(
    `SELECT ${top} o."id" AS "id", o."tenantId" AS "tenantId", o."attemptId" AS "attemptId", o."dataScope" AS "dataScope", a."phase" AS "phase"
       FROM "SmartAgentToolCallOutcome" o JOIN "SmartAgentToolCallLog" a ON a."id" = o."attemptId"
      WHERE o."dataScope" IS NOT NULL AND o."id" > ${placeholder(runner, 0)} ORDER BY o."id" ${limit}`,
    [after],
  ) as Promise<OldOutcome[]>;
};

/** Outcomes of that time did not tell what was written from what was read for it, so everything a commit touched counts as written. */
const rowsOf = ({ tenantId, attemptId, dataScope, phase }: OldOutcome): readonly (readonly string[])[] => {
  const { entitySets } = JSON.parse(dataScope) as OldScope;
  const rows = entitySets.flatMap(({ entitySet, ids }) =>
    ids.map(({ id, label }) => [
      attemptId,
      entitySet.slice(0, 80).trimEnd(),
      id.slice(0, 120).trimEnd(),
      tenantId,
      label.slice(0, 80),
      phase === 'commit' ? 'written' : 'read',
    ]),
  );
  return [...new Map(rows.map((row) => [row.slice(0, 3).join('\n'), row])).values()];
};

/** Fills the index of touched records from the outcomes that were written before there was one, batch by batch. */
export const indexOldOutcomes = async (runner: QueryRunner): Promise<void> => {
  for (let after = ''; ;) {
    const outcomes = await nextBatch(runner, after);
    const rows = outcomes.flatMap(rowsOf);
    for (let first = 0; first < rows.length; first += rowsPerStatement) {
      const some = rows.slice(first, first + rowsPerStatement);
      const places = some.map((row, at) => `(${row.map((_, index) => placeholder(runner, at * row.length + index)).join(', ')})`);
      await runner.query(
        `INSERT INTO "SmartAgentExecutionRecord" ("attemptId", "entitySet", "recordId", "tenantId", "label", "role") VALUES ${places.join(', ')}`,
        some.flat(),
      );
    }
    const last = outcomes.at(-1);
    if (last === undefined || outcomes.length < outcomesPerBatch) return;
    after = last.id;
  }
};
