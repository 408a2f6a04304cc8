import { IsNull, MoreThanOrEqual, Not, type EntityManager } from 'typeorm';
import { SmartAgentApproval } from '../../../entities/index.ts';
import { coversAction, periodStart, type AmountLimit } from '../../domain/delegation.ts';
import { decimal, sum } from '../../kernel/money.ts';

/** A change that is being made, was made, or of which nobody knows whether it was, takes its amount; one that failed gives it back. */
const taking: ReadonlySet<string> = new Set(['committing', 'committed', 'unknown']);

/**
 * How much of each cumulative limit its period holds already, decimal strings. Asked in the transaction that then
 * claims the change, under the delegation's lock, no two calls can take the same amount. A change is settled without
 * that lock, so the statement names no state: where readers take no snapshot, a server that goes through an index
 * state by state would miss a change that went from one to the other meanwhile. When it was decided stays as it is.
 */
export const limitUse = async (
  manager: EntityManager,
  scope: { readonly tenantId: string; readonly delegationId: string },
  { limits, now, leavingOut }: { readonly limits: readonly AmountLimit[]; readonly now: Date; readonly leavingOut?: string | undefined },
): Promise<ReadonlyMap<AmountLimit, string>> => {
  const use = new Map<AmountLimit, string>();
  for (const limit of limits) {
    if (limit.cumulative === null) continue;
    const since = periodStart(limit.cumulative.period, now);
    const rows = await manager.find(SmartAgentApproval, {
      select: { id: true, tenantId: true, tool: true, amount: true, state: true },
      where: {
        delegationId: scope.delegationId,
        decidedAt: since === null ? Not(IsNull()) : MoreThanOrEqual(since),
        currency: limit.currency,
      },
    });
    const taken = rows.filter(({ tenantId, state }) => tenantId === scope.tenantId && taking.has(state));
    const counted = taken.filter(({ id, tool }) => id !== leavingOut && coversAction(limit.actions, tool));
    const amounts = counted.map(({ amount }) => amount ?? '0');
    use.set(limit, decimal(sum(amounts)).toFixed());
  }
  return use;
};

/** Names the lock under which a delegation's amounts are taken. */
export const limitLock = (delegationId: string): string => `delegation ${delegationId}`;
