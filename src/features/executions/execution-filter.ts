import type { SmartAgentExecution } from '../../../entities/index.ts';
import type { ExecutionQuery } from '../../contracts/executions.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { parameterPlace } from '../../kernel/sql-text.ts';

const attempts = '"SmartAgentToolCallLog" a';

/**
 * Which executions `e` a query means: SQL with its parameters, in the order in which they stand in it. What a run did is
 * joined and not asked of each run, so that a rare document or outcome is not looked for in all of them. Always names
 * the tenant.
 */
export class ExecutionFilter {
  readonly parameters: string[] = [];
  readonly #deeds: string[] = [];
  readonly #conditions: string[] = [];

  constructor(
    private readonly dialect: Database['dialect'],
    private readonly tenantId: string,
    query: ExecutionQuery,
  ) {
    if (query.tool !== undefined || query.outcome !== undefined) this.#attempt(query);
    if (query.document !== undefined) this.#document(query.document);
    if (query.record !== undefined) this.#record(query.record);
    this.#conditions.push(`e."tenantId" = ${this.#value(tenantId)}`);
    this.#run(query);
  }

  /** What follows SELECT …: the executions, joined with what is asked of their deeds, and the conditions. */
  get sql(): string {
    const joins = this.#deeds.map((deed, index) => `JOIN (${deed}) d${index} ON d${index}."executionId" = e."id"`);
    return `FROM "SmartAgentExecution" e ${joins.join(' ')} WHERE ${this.#conditions.join(' AND ')}`;
  }

  #run(query: ExecutionQuery): void {
    if (query.status !== undefined) this.#status(query.status);
    if (query.from !== undefined) this.#conditions.push(`e."startedAt" >= ${this.#value(`${query.from}T00:00:00.000Z`)}`);
    if (query.to !== undefined) this.#conditions.push(`e."startedAt" <= ${this.#value(`${query.to}T23:59:59.999Z`)}`);
    if (query.company !== undefined) this.#company(query.company);
  }

  /** One of these values; of none, no run. */
  isOneOf(column: 'subjectId' | 'agentId', values: readonly string[]): void {
    this.#conditions.push(values.length === 0 ? '1 = 0' : `e."${column}" IN (${values.map((value) => this.#value(value)).join(', ')})`);
  }

  /** What comes after a run in the order newest first. */
  olderThan({ startedAt, id }: Pick<Row<SmartAgentExecution>, 'startedAt' | 'id'>): void {
    const [before, same, smaller] = [this.#value(startedAt), this.#value(startedAt), this.#value(id)];
    this.#conditions.push(`(e."startedAt" < ${before} OR (e."startedAt" = ${same} AND e."id" < ${smaller}))`);
  }

  #value(value: string): string {
    return parameterPlace(this.dialect, this.parameters.push(value) - 1);
  }

  /** Who looks for what waits is to find what the ERP's own approval took over too, though the run itself has come to its end. */
  #status(status: string): void {
    const ownStatus = `e."status" = ${this.#value(status)}`;
    const inErp = (): string =>
      `SELECT w."executionId" FROM "SmartAgentErpApproval" w WHERE w."tenantId" = ${this.#value(this.tenantId)} AND w."state" = 'waiting'`;
    this.#conditions.push(status === 'waiting' ? `(${ownStatus} OR e."id" IN (${inErp()}))` : ownStatus);
  }

  #company(text: string): void {
    const [id, part] = [this.#value(text), this.#value(text.toLowerCase())];
    const position = this.dialect === 'mssql' ? `CHARINDEX(${part}, LOWER(e."companyName"))` : `instr(lower(e."companyName"), ${part})`;
    this.#conditions.push(`(e."companyId" = ${id} OR ${position} > 0)`);
  }

  /** The tenant is named where the search begins, at the outcome if there is one to look for: an end is rarer than a tenant's attempts. */
  #attempt({ tool, outcome }: ExecutionQuery): void {
    const isEnded = outcome !== undefined && outcome !== 'open';
    const where = [`${isEnded ? 'o' : 'a'}."tenantId" = ${this.#value(this.tenantId)}`];
    if (tool !== undefined) where.push(`a."tool" = ${this.#value(tool)}`);
    if (isEnded) where.push(`o."outcome" = ${this.#value(outcome)}`);
    if (outcome === 'open') where.push('o."id" IS NULL');
    const join = outcome === undefined ? '' : `${isEnded ? '' : 'LEFT '}JOIN "SmartAgentToolCallOutcome" o ON o."attemptId" = a."id"`;
    this.#did(`${attempts} ${join}`, where);
  }

  /** Numbers in Business Central are in capitals; a reader need not write them so. */
  #document(number: string): void {
    const tenant = this.#value(this.tenantId);
    const labels = [...new Set([number, number.toUpperCase()])].map((label) => this.#value(label));
    this.#touched([`r."tenantId" = ${tenant}`, `r."label" IN (${labels.join(', ')})`]);
  }

  #record({ entitySet, id }: { readonly entitySet: string; readonly id: string }): void {
    const [tenant, record, set] = [this.#value(this.tenantId), this.#value(id), this.#value(entitySet)];
    this.#touched([`r."tenantId" = ${tenant}`, `r."recordId" = ${record}`, `r."entitySet" = ${set}`]);
  }

  #touched(where: readonly string[]): void {
    this.#did(`"SmartAgentExecutionRecord" r JOIN ${attempts} ON a."id" = r."attemptId"`, where);
  }

  #did(from: string, where: readonly string[]): void {
    this.#deeds.push(`SELECT DISTINCT a."executionId" AS "executionId" FROM ${from} WHERE ${where.join(' AND ')}`);
  }
}
