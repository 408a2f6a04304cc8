import { IsNull, type EntityManager } from 'typeorm';
import { SmartAgentExecution, SmartAgentExecutionRecord, SmartAgentLegalHold, SmartAgentToolCallLog } from '../../../entities/index.ts';
import { holdCovers, type HoldableFacts, type StandingHold } from '../../domain/legal-hold.ts';
import type { Row } from '../../kernel/database.ts';

/** A hold's row as the rule sees it. */
export const standingHold = ({ id, kind, target, periodFrom, periodTo }: Row<SmartAgentLegalHold>): StandingHold =>
  kind === 'period'
    ? { id, kind, from: periodFrom ?? '', to: periodTo ?? '' }
    : { id, kind: kind as Exclude<StandingHold['kind'], 'period'>, target: target ?? '' };

/** The runs of a person, as holds see them; one more for herself, so that a hold of a user who never ran anything counts. */
const factsOf = async (manager: EntityManager, tenantId: string, subjectId: string): Promise<readonly HoldableFacts[]> => {
  const runs = await manager.findBy(SmartAgentExecution, { tenantId, subjectId });
  const touched = await manager
    .createQueryBuilder(SmartAgentExecutionRecord, 'touched')
    .innerJoin(SmartAgentToolCallLog, 'attempt', 'attempt.id = touched.attemptId')
    .where('attempt.tenantId = :tenantId AND attempt.subjectId = :subjectId', { tenantId, subjectId })
    .getMany();
  const documents = new Set(touched.flatMap(({ recordId, label }) => [recordId, label]));
  const herself: HoldableFacts = { people: [subjectId], agentId: null, documents, from: '~', to: '' };
  return [herself, ...runs.map(({ agentId, startedAt, endedAt }) => ({ ...herself, agentId, from: startedAt, to: endedAt ?? '~' }))];
};

/** The ids of the standing holds that cover anything of a person. */
export const holdsOnPerson = async (manager: EntityManager, tenantId: string, subjectId: string): Promise<readonly string[]> => {
  const standing = (await manager.findBy(SmartAgentLegalHold, { tenantId, liftedAt: IsNull() })).map(standingHold);
  if (standing.length === 0) return [];
  const facts = await factsOf(manager, tenantId, subjectId);
  return standing.filter((hold) => facts.some((fact) => holdCovers(hold, fact))).map(({ id }) => id);
};
