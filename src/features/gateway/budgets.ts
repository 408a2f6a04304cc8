import { MoreThanOrEqual, type EntityManager } from 'typeorm';
import { SmartAgentModelCall, SmartAgentToolCallLog } from '../../../entities/index.ts';
import { addCredits, type AgentBudget, type BudgetFacts } from '../../domain/budget.ts';
import { isoDate } from '../../kernel/clock.ts';
import { agentCredits, periodBegin } from '../credits/index.ts';
import type { TenantSettings } from '../settings/index.ts';
import type { CallScope } from './call-scope.ts';

/** The agent's own budgets, with what is spent of each; nothing where it has none. */
const agentBudgets = async (
  manager: EntityManager,
  { tenantId, agentId }: CallScope,
  { settings, now }: { readonly settings: TenantSettings; readonly now: Date },
): Promise<Pick<BudgetFacts, 'agent'>> => {
  const { dailyCredits, monthlyCredits } = settings.agents.get(agentId) ?? { dailyCredits: null, monthlyCredits: null };
  const limits = [
    { period: 'day', limit: dailyCredits },
    { period: 'month', limit: monthlyCredits },
  ] as const;
  const budgets: AgentBudget[] = [];
  for (const { period, limit } of limits) {
    if (limit === null) continue;
    const spent = await agentCredits(manager, { tenantId, agentId }, periodBegin(period, now));
    budgets.push({ period, limit, spent: spent.get(agentId) ?? '0' });
  }
  return budgets.length === 0 ? {} : { agent: budgets };
};

/** Names the locks under which a call's price is taken from budgets, in the order in which they are held; none where there is no budget. */
export const budgetLocks = ({ agentId, subject }: Pick<CallScope, 'agentId' | 'subject'>, { limit, agent }: BudgetFacts): readonly string[] => [
  ...(agent === undefined ? [] : [`budget of agent ${agentId}`]),
  ...(limit === null ? [] : [`budget ${subject.id}`]),
];

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
  const own = await agentBudgets(manager, scope, at);
  if (limit === null) return { limit, spent: '0', price, ...own };
  const whose = { tenantId: scope.tenantId, subjectId: scope.subject.id };
  const day = isoDate(at.now);
  const [models, tools] = await Promise.all([
    manager.find(SmartAgentModelCall, { select: { id: true, credits: true }, where: { ...whose, day } }),
    manager.find(SmartAgentToolCallLog, {
      select: { id: true, price: true },
      where: { ...whose, attemptedAt: MoreThanOrEqual(`${day}T00:00:00.000Z`) },
    }),
  ]);
  return { limit, spent: addCredits(...models.map((row) => row.credits), ...tools.map((row) => row.price)), price, ...own };
};
