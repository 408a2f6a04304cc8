import type { EntityManager } from 'typeorm';
import { SmartAgentRetentionRun } from '../../../entities/index.ts';
import type { RetentionPeriodsView, RetentionRunView } from '../../contracts/retention.ts';
import type { Clock } from '../../kernel/clock.ts';
import { update, type Database, type Row } from '../../kernel/database.ts';
import type { Subjects } from '../subjects/index.ts';
import { retentionPeriods } from './retention-periods.ts';

/** A run as it is stored. */
export type RunRow = Row<SmartAgentRetentionRun>;

/** A run that has just begun. */
export const newRun = (run: Pick<RunRow, 'id' | 'tenantId' | 'startedAt' | 'startedBySubjectId' | 'retentionDays' | 'transcriptDays'>): RunRow => ({
  ...run,
  endedAt: null,
  status: 'running',
  ...{ days: 0, records: 0, heldRecords: 0, missedLookups: 0, conversations: 0, messages: 0 },
  problem: null,
});

/** Ends the runs that were under way when their process ended. For the holder of the lease. */
export const endAbandoned = async (manager: EntityManager, endedAt: string): Promise<void> => {
  const problem = 'The program ended before this run did. The next one goes on where it was.';
  await manager.update(SmartAgentRetentionRun, { status: 'running' }, { status: 'failed', endedAt, problem });
};

/** The runs of retention as they are read: newest first, the one under way with what it has removed so far. */
export class RetentionRuns {
  constructor(private readonly parts: { readonly database: Database; readonly subjects: Subjects; readonly clock: Clock }) {}

  /** For how long a tenant's log and conversations are kept. */
  periods(tenantId: string): Promise<RetentionPeriodsView> {
    return retentionPeriods(this.parts.database.reader, tenantId, this.parts.clock.now().toISOString());
  }

  async list(tenantId: string, limit: number): Promise<readonly RetentionRunView[]> {
    const rows = await this.parts.database.reader.find(SmartAgentRetentionRun, {
      where: { tenantId },
      order: { startedAt: 'DESC', id: 'DESC' },
      take: limit,
    });
    const starters = rows.flatMap(({ startedBySubjectId }) => startedBySubjectId ?? []);
    const names = await this.parts.subjects.names(tenantId, starters);
    return rows.map(({ tenantId: _tenantId, startedBySubjectId, status, ...row }) => ({
      ...row,
      status: status as RetentionRunView['status'],
      startedBy: startedBySubjectId === null ? null : (names.get(startedBySubjectId) ?? null),
    }));
  }

  /** Writes down how far a run has come, or how it ended. */
  async keep(id: string, change: Partial<RunRow>): Promise<void> {
    await this.parts.database.commit([update(SmartAgentRetentionRun, { id }, change)]);
  }
}
