import type { EntityManager } from 'typeorm';
import { SmartAgentModelCall } from '../../../entities/index.ts';
import { addCredits, type BudgetFacts } from '../../domain/budget.ts';
import { isoDate } from '../../kernel/clock.ts';
import type { TenantSettings } from '../settings/index.ts';
import type { CallScope } from './call-scope.ts';

/** The budget facts of a call; asks the database only where there is a limit. */
export const budgetFacts = async (
  manager: EntityManager,
  scope: CallScope,
  at: { settings: TenantSettings; tool: string; now: Date },
): Promise<BudgetFacts> => {
  const limit = at.settings.setup.dailyUserCredits;
  const price = at.settings.tools.get(at.tool)?.creditPrice ?? '0';
  if (limit === null) return { limit, spent: '0', price };
  const rows = await manager.find(SmartAgentModelCall, {
    select: { id: true, credits: true },
    where: { tenantId: scope.tenantId, subjectId: scope.subject.id, day: isoDate(at.now) },
  });
  return { limit, spent: addCredits(...rows.map((row) => row.credits)), price };
};
