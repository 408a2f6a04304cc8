import { MoreThanOrEqual, type EntityManager } from 'typeorm';
import { SmartAgentModelCall, SmartAgentToolCallLog } from '../../../entities/index.ts';
import { addCredits, type BudgetFacts } from '../../domain/budget.ts';
import { isoDate } from '../../kernel/clock.ts';
import type { TenantSettings } from '../settings/index.ts';
import type { CallScope } from './call-scope.ts';

/**
 * The budget facts of a call; asks the database only where there is a limit. Spent is what the person's model calls of
 * the day cost, and the prices of the tool calls that were let through: a price counts from the attempt's row on, before the tool runs.
 */
export const budgetFacts = async (
  manager: EntityManager,
  scope: CallScope,
  at: { settings: TenantSettings; tool: string; now: Date },
): Promise<BudgetFacts> => {
  const limit = at.settings.setup.dailyUserCredits;
  const price = at.settings.tools.get(at.tool)?.creditPrice ?? '0';
  if (limit === null) return { limit, spent: '0', price };
  const whose = { tenantId: scope.tenantId, subjectId: scope.subject.id };
  const day = isoDate(at.now);
  const [models, tools] = await Promise.all([
    manager.find(SmartAgentModelCall, { select: { id: true, credits: true }, where: { ...whose, day } }),
    manager.find(SmartAgentToolCallLog, {
      select: { id: true, price: true },
      where: { ...whose, attemptedAt: MoreThanOrEqual(`${day}T00:00:00.000Z`) },
    }),
  ]);
  return { limit, spent: addCredits(...models.map((row) => row.credits), ...tools.map((row) => row.price)), price };
};
