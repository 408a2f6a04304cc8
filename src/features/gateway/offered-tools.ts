import type { Tool, ToolRegistry } from '../tools/index.ts';
import type { BudgetFacts } from '../../domain/budget.ts';
import { decideToolCall } from '../../domain/tool-call.ts';
import type { DelegationStanding } from '../delegations/index.ts';
import type { TenantSettings } from '../settings/index.ts';
import type { CallScope } from './call-scope.ts';
import { gatherFacts } from './gather-facts.ts';

/** The tools shown to the model: exactly those whose call would pass our layers now, by the same decision (invariant 3). */
export const offeredTools = (
  scope: CallScope,
  settings: TenantSettings,
  known: { tools: ToolRegistry; delegation: DelegationStanding; budget: Omit<BudgetFacts, 'price'>; now: Date },
): readonly Tool[] =>
  known.tools.list.filter((tool) => {
    const facts = gatherFacts(scope, settings, {
      now: known.now,
      phase: tool.kind === 'write' ? 'prepare' : 'read',
      toolName: tool.name,
      tool,
      argumentsValid: true,
      ordinal: 1,
      delegation: known.delegation,
      stake: null,
      limitUse: new Map(),
      budget: { ...known.budget, price: settings.tools.get(tool.name)?.creditPrice ?? '0' },
      approval: null,
      priorEffect: 'none',
    });
    return decideToolCall(facts).kind !== 'refuse';
  });
