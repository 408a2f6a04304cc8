import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { SmartAgentModelCall, SmartAgentToolCallLog } from '../../../entities/index.ts';
import { addCredits, type BudgetPeriod } from '../../domain/budget.ts';
import { isoDate } from '../../kernel/clock.ts';
import { decimal } from '../../kernel/money.ts';

/** What each agent has spent in a period, decimal strings; one that is not in it has spent nothing. */
export type AgentCredits = ReadonlyMap<string, string>;

/** The UTC date on which a period began that `now` is in. */
export const periodBegin = (period: BudgetPeriod, now: Date): string => {
  const day = isoDate(now);
  return period === 'day' ? day : `${day.slice(0, 7)}-01`;
};

interface Counted {
  readonly agentId: string;
  readonly credits: string;
  readonly count: number;
}

/** Equal amounts are counted by the database and multiplied here: its sums would be floats. */
const counted = (query: SelectQueryBuilder<ObjectLiteral>, column: 'credits' | 'price'): Promise<Counted[]> =>
  query
    .select('spent.agentId', 'agentId')
    .addSelect(`spent.${column}`, 'credits')
    .addSelect('COUNT(*)', 'count')
    .groupBy('spent.agentId')
    .addGroupBy(`spent.${column}`)
    .getRawMany<Counted>();

/**
 * What agents of a tenant have spent since a day (UTC): what their model calls cost, and the prices of the tool calls that
 * were let through, from the attempt's row on. Of one agent, or of all.
 */
export const agentCredits = async (
  manager: EntityManager,
  of: { readonly tenantId: string; readonly agentId?: string },
  day: string,
): Promise<AgentCredits> => {
  const about = { ...of, day, from: `${day}T00:00:00.000Z` };
  const whose = `spent.tenantId = :tenantId AND ${of.agentId === undefined ? 'spent.agentId IS NOT NULL' : 'spent.agentId = :agentId'}`;
  const models = manager.createQueryBuilder(SmartAgentModelCall, 'spent').where(`${whose} AND spent.day >= :day`, about);
  const tools = manager.createQueryBuilder(SmartAgentToolCallLog, 'spent').where(`${whose} AND spent.attemptedAt >= :from`, about);
  const rows = [...(await counted(models, 'credits')), ...(await counted(tools, 'price'))];
  const spent = new Map<string, string>();
  for (const { agentId, credits, count } of rows) {
    spent.set(agentId, addCredits(spent.get(agentId) ?? '0', decimal(credits).times(count).toFixed()));
  }
  return spent;
};
