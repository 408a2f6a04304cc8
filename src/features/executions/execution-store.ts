import { SmartAgent, SmartAgentExecution, SmartAgentModelCall, SmartAgentSession, SmartAgentVersion } from '../../../entities/index.ts';
import type { Database, Row } from '../../kernel/database.ts';

/** An execution with the rows its story is told from. */
export interface StoredExecution {
  readonly row: Row<SmartAgentExecution>;
  readonly agentName: string;
  readonly version: Pick<Row<SmartAgentVersion>, 'number' | 'hash'>;
  readonly companyName: string;
  /** Credits of each model call. */
  readonly modelCredits: readonly string[];
}

/** Executions in the database. */
export class ExecutionStore {
  constructor(private readonly database: Database) {}

  /** The execution of a tenant with this reference, or null. */
  async find(tenantId: string, reference: string): Promise<StoredExecution | null> {
    const { reader } = this.database;
    const row = await reader.findOneBy(SmartAgentExecution, { tenantId, reference });
    if (!row) return null;
    const agent = await reader.findOneBy(SmartAgent, { tenantId, id: row.agentId });
    const version = await reader.findOneBy(SmartAgentVersion, { tenantId, id: row.agentVersionId });
    const session = row.sessionId === null ? null : await reader.findOneBy(SmartAgentSession, { tenantId, id: row.sessionId });
    const calls = await reader.find(SmartAgentModelCall, { select: { id: true, credits: true }, where: { tenantId, executionId: row.id } });
    return {
      row,
      agentName: agent?.name ?? '',
      version: { number: version?.number ?? 0, hash: version?.hash ?? '' },
      companyName: session?.companyName ?? row.companyId,
      modelCredits: calls.map(({ credits }) => credits),
    };
  }
}
