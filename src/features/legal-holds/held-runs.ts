import { IsNull, type EntityManager, type ObjectLiteral } from 'typeorm';
import { SmartAgentLegalHold } from '../../../entities/index.ts';
import { heldThings, type HeldThings, type StandingHold } from '../../domain/legal-hold.ts';
import type { Row } from '../../kernel/database.ts';

/** A condition of a query, with its parameters. */
export interface SqlCondition {
  readonly sql: string;
  readonly parameters: ObjectLiteral;
}

/** A hold's row as the rule sees it. */
export const standingHold = ({ id, kind, target, periodFrom, periodTo }: Row<SmartAgentLegalHold>): StandingHold =>
  kind === 'period'
    ? { id, kind, from: periodFrom ?? '', to: periodTo }
    : { id, kind: kind as Exclude<StandingHold['kind'], 'period'>, target: target ?? '' };

/** The holds of a tenant that stand, as the manager's transaction sees them. */
export const standingHolds = async (manager: EntityManager, tenantId: string): Promise<readonly StandingHold[]> =>
  (await manager.findBy(SmartAgentLegalHold, { tenantId, liftedAt: IsNull() })).map(standingHold);

/** True where a column is one of some values; false where there are none. */
const isIn = (columns: readonly string[], name: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : columns.map((column) => `${column} IN (:...${name})`);

const within = (from: string, to: string, { periods }: HeldThings): readonly string[] =>
  periods.map((_, index) => `(${from} <= :heldTo${index} AND ${to} >= :heldFrom${index})`);

const exists = (source: string, any: readonly string[]): readonly string[] =>
  any.length === 0 ? [] : [`EXISTS (SELECT 1 FROM ${source} AND (${any.join(' OR ')}))`];

/**
 * The runs that holds cover, as a condition on the id of an execution. `run` is that id as the query writes it. A run is
 * covered as a whole: by who asked for it or decided in it, by any agent that acted in it, by the records its attempts
 * touched, and by when it was, or anything in it.
 */
export const isHeldRun = (run: string, tenantId: string, holds: readonly StandingHold[]): SqlCondition => {
  const held = heldThings(holds);
  const { users, agents, documents } = held;
  const touched = exists(
    `"SmartAgentExecutionRecord" hr WHERE hr."attemptId" = ha."id"`,
    isIn(['hr."recordId"', 'hr."label"'], 'heldDocuments', documents),
  );
  const any = [
    ...exists(`"SmartAgentExecution" he WHERE he."id" = ${run}`, [
      ...isIn(['he."subjectId"'], 'heldUsers', users),
      ...isIn(['he."agentId"'], 'heldAgents', agents),
      ...within('he."startedAt"', `COALESCE(he."endedAt", he."startedAt")`, held),
    ]),
    ...exists(`"SmartAgentToolCallLog" ha WHERE ha."tenantId" = :heldTenant AND ha."executionId" = ${run}`, [
      ...isIn(['ha."subjectId"', 'ha."approverSubjectId"'], 'heldUsers', users),
      ...isIn(['ha."agentId"'], 'heldAgents', agents),
      ...within('ha."attemptedAt"', 'ha."attemptedAt"', held),
      ...touched,
    ]),
    ...exists(`"SmartAgentApprovalDecision" hd WHERE hd."tenantId" = :heldTenant AND hd."executionId" = ${run}`, [
      ...isIn(['hd."subjectId"'], 'heldUsers', users),
      ...within('hd."decidedAt"', 'hd."decidedAt"', held),
    ]),
  ];
  const periods = held.periods.flatMap(({ from, to }, index): (readonly [string, string])[] => [
    [`heldFrom${index}`, from],
    [`heldTo${index}`, to],
  ]);
  return {
    sql: any.length === 0 ? '1 = 0' : `(${any.join(' OR ')})`,
    parameters: { heldTenant: tenantId, heldUsers: users, heldAgents: agents, heldDocuments: documents, ...Object.fromEntries(periods) },
  };
};
