import type { EntityManager } from 'typeorm';
import { SmartAgentApprovalDecision, SmartAgentExecution, SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import { heldThings } from '../../domain/legal-hold.ts';
import type { Held } from '../retention/index.ts';
import { isHeldRun, standingHolds } from './held-runs.ts';

/** What may not be removed while holds stand, told anew for each step of retention. */
export const heldByLaw: Held = {
  records: async (manager, records) => {
    const [first] = records;
    const holds = first ? await standingHolds(manager, first.tenantId) : [];
    if (!first || holds.length === 0) return new Set();
    const of = (type: string): string[] => records.flatMap(({ recordType, recordId }) => (recordType === type ? [recordId] : []));
    const { sql, parameters } = isHeldRun('run."executionId"', first.tenantId, holds);
    const [attempts, outcomes, decisions] = [of('attempt'), of('outcome'), of('decision')];
    const query = (entity: typeof SmartAgentToolCallLog | typeof SmartAgentApprovalDecision, ids: readonly string[]) =>
      manager
        .createQueryBuilder<{ id: string }>(entity, 'run')
        .select('run.id', 'id')
        .where('run.id IN (:...ids)', { ids })
        .andWhere(sql, parameters);
    const held = [
      ...(attempts.length > 0 ? await query(SmartAgentToolCallLog, attempts).getRawMany<{ id: string }>() : []),
      ...(decisions.length > 0 ? await query(SmartAgentApprovalDecision, decisions).getRawMany<{ id: string }>() : []),
      ...(outcomes.length > 0
        ? await manager
            .createQueryBuilder(SmartAgentToolCallOutcome, 'outcome')
            .innerJoin(SmartAgentToolCallLog, 'run', 'run.id = outcome.attemptId')
            .select('outcome.id', 'id')
            .where('outcome.id IN (:...ids)', { ids: outcomes })
            .andWhere(sql, parameters)
            .getRawMany<{ id: string }>()
        : []),
    ];
    return new Set(held.map(({ id }) => id));
  },

  conversations: async (manager, tenantId, session) => {
    const holds = await standingHolds(manager, tenantId);
    if (holds.length === 0) return null;
    const { sql, parameters } = isHeldRun('hs."id"', tenantId, holds);
    return { sql: `EXISTS (SELECT 1 FROM "SmartAgentExecution" hs WHERE hs."sessionId" = ${session} AND ${sql})`, parameters };
  },

  missedLookups: async (manager, tenantId) => {
    const { users, agents, periods } = heldThings(await standingHolds(manager, tenantId));
    return { callers: [...users, ...agents], periods };
  },
};

/** The ids of the standing holds that cover anything of a person: herself, or a run that she asked for or decided in. */
export const holdsOnPerson = async (manager: EntityManager, tenantId: string, subjectId: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const hold of await standingHolds(manager, tenantId)) {
    if (hold.kind === 'user' && hold.target === subjectId) found.push(hold.id);
    else if (await coversRunOf(manager, { tenantId, subjectId }, hold)) found.push(hold.id);
  }
  return found;
};

const coversRunOf = (
  manager: EntityManager,
  { tenantId, subjectId }: { readonly tenantId: string; readonly subjectId: string },
  hold: Parameters<typeof isHeldRun>[2][number],
): Promise<boolean> => {
  const { sql, parameters } = isHeldRun('run."id"', tenantId, [hold]);
  const hers = `SELECT hh."id" FROM "SmartAgentExecution" hh WHERE hh."tenantId" = :tenantId AND hh."subjectId" = :subjectId
    UNION SELECT hx."executionId" FROM "SmartAgentApprovalDecision" hx WHERE hx."tenantId" = :tenantId AND hx."subjectId" = :subjectId`;
  return manager
    .createQueryBuilder(SmartAgentExecution, 'run')
    .where(`run.id IN (${hers})`, { tenantId, subjectId })
    .andWhere(sql, parameters)
    .getExists();
};
