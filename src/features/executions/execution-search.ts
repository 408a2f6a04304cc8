import { In } from 'typeorm';
import { SmartAgent, SmartAgentDataSubject, SmartAgentExecution, SmartAgentVersion } from '../../../entities/index.ts';
import type { ExecutionQuery, ExecutionSummary } from '../../contracts/executions.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { topRows } from '../../kernel/sql-text.ts';
import type { Subjects } from '../subjects/index.ts';
import { ExecutionFilter } from './execution-filter.ts';
import { loadDeeds } from './execution-deeds.ts';

/** A run as it was found. */
export interface FoundExecution extends Pick<ExecutionSummary, 'agent' | 'tools' | 'outcomes' | 'written'> {
  readonly row: Row<SmartAgentExecution>;
}

/** More people or agents than this in one filter would be more parameters than a statement may have. */
const mostNamed = 1000;

const narrower = (what: string): AppError =>
  new AppError('bad_request', `The filter on ${what} finds more than ${mostNamed}.`, { remedy: 'Write more of the name.' });

const containing = (text: string) => {
  const wanted = text.toLowerCase();
  return (name: string): boolean => name.toLowerCase().includes(wanted);
};

/** Finds executions: by who acted for whom, when, with what end, and from the end of the records they touched. */
export class ExecutionSearch {
  constructor(private readonly parts: { readonly database: Database; readonly subjects: Subjects }) {}

  /** A page, newest first; `seen`: of the runs under these random ids alone. Throws `not_found` where `after` names no run of the tenant. */
  async page(
    tenantId: string,
    query: ExecutionQuery,
    seen: readonly string[] | null,
  ): Promise<{ runs: readonly FoundExecution[]; hasMore: boolean }> {
    const { reader, dialect } = this.parts.database;
    const filter = new ExecutionFilter(dialect, tenantId, query);
    if (seen !== null) filter.isOneOf('subjectId', seen);
    if (query.user !== undefined) filter.isOneOf('subjectId', await this.#people(tenantId, query.user));
    if (query.agent !== undefined) filter.isOneOf('agentId', await this.#agents(tenantId, query.agent));
    if (query.after !== undefined) filter.olderThan(await this.#mark(tenantId, query.after));
    const { top, limit } = topRows(dialect, query.limit + 1);
    const ids = await reader.query<{ id: string }[]>(`SELECT ${top} e."id" AS "id" ${filter.sql} ORDER BY e."startedAt" DESC, e."id" DESC ${limit}`, [
      ...filter.parameters,
    ]);
    const shown = ids.slice(0, query.limit).map(({ id }) => id);
    return { runs: await this.#runs(tenantId, shown), hasMore: ids.length > query.limit };
  }

  async #runs(tenantId: string, ids: readonly string[]): Promise<readonly FoundExecution[]> {
    if (ids.length === 0) return [];
    const { database } = this.parts;
    const { reader } = database;
    const rows = await reader.findBy(SmartAgentExecution, { tenantId, id: In([...ids]) });
    const agents = await reader.findBy(SmartAgent, { tenantId, id: In(rows.map(({ agentId }) => agentId)) });
    const versions = await reader.find(SmartAgentVersion, {
      select: { id: true, number: true },
      where: { tenantId, id: In(rows.map(({ agentVersionId }) => agentVersionId)) },
    });
    const agentNames = new Map(agents.map(({ id, name }) => [id, name]));
    const versionNumbers = new Map(versions.map(({ id, number }) => [id, number]));
    const deeds = await loadDeeds(database, tenantId, ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      if (!row) return [];
      const agent = { id: row.agentId, name: agentNames.get(row.agentId) ?? '', version: versionNumbers.get(row.agentVersionId) ?? 0 };
      return [{ row, agent, ...deeds(id) }];
    });
  }

  async #mark(tenantId: string, reference: string): Promise<Row<SmartAgentExecution>> {
    const mark = await this.parts.database.reader.findOneBy(SmartAgentExecution, { tenantId, reference });
    if (!mark) throw notFound('mark');
    return mark;
  }

  /** Names are sealed, so they are opened and looked through here. */
  async #people(tenantId: string, text: string): Promise<readonly string[]> {
    const all = await this.parts.database.reader.find(SmartAgentDataSubject, { select: { id: true }, where: { tenantId } });
    const names = await this.parts.subjects.names(
      tenantId,
      all.map(({ id }) => id),
    );
    const matches = containing(text);
    const found = [...names].filter(([, name]) => matches(name)).map(([id]) => id);
    if (found.length > mostNamed) throw narrower('user');
    return found;
  }

  async #agents(tenantId: string, text: string): Promise<readonly string[]> {
    const all = await this.parts.database.reader.find(SmartAgent, { select: { id: true, name: true }, where: { tenantId } });
    const matches = containing(text);
    const found = all.filter(({ id, name }) => id === text || matches(name)).map(({ id }) => id);
    if (found.length > mostNamed) throw narrower('agent');
    return found;
  }
}
