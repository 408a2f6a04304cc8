import type { EntityManager } from 'typeorm';
import { decideToolCall, type ApprovalFacts, type Decision, type ToolCallFacts } from '../../domain/tool-call.ts';
import type { Stake } from '../../domain/stake.ts';
import type { BudgetFacts } from '../../domain/budget.ts';
import type { Phase } from '../../domain/vocabulary.ts';
import type { TenantSettings } from '../settings/index.ts';
import type { Tool } from '../tools/index.ts';
import { limitUse, type DelegationStanding } from '../delegations/index.ts';
import { budgetFacts } from './budgets.ts';
import type { CallScope } from './call-scope.ts';
import { gatherFacts } from './gather-facts.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** What is asked of a decision. */
export interface Question {
  readonly phase: Phase;
  readonly toolName: string;
  readonly tool: Tool | undefined;
  readonly argumentsValid: boolean;
  readonly ordinal: number;
  /** The name of the agent that the call asks, as the model gave it. */
  readonly asks?: string | undefined;
  /** What the prepared change puts at stake; null before it was prepared. */
  readonly stake: Stake | null;
  /** A proposal whose own amount is not counted as used: it is claimed already. */
  readonly leavingOut?: string;
  /** The budget as it was when the call's price was taken; as it is now, where it is left out. */
  readonly budget?: BudgetFacts;
  readonly approval: ApprovalFacts | null;
  readonly priorEffect: ToolCallFacts['priorEffect'];
}

/** A decision with everything it was made on. */
export interface Deliberation {
  readonly settings: TenantSettings;
  readonly delegation: DelegationStanding;
  readonly facts: ToolCallFacts;
  readonly decision: Decision;
}

/** Loads the facts of this moment and decides. */
export const deliberate = async (
  parts: GatewayParts,
  scope: CallScope,
  question: Question,
  manager: EntityManager = parts.database.reader,
): Promise<Deliberation> => {
  const settings = await parts.settings.current(scope.tenantId);
  const now = parts.clock.now();
  const [delegation, budget] = await Promise.all([
    parts.delegations.at(settings.revision, scope.tenantId, scope.delegationId),
    question.budget ?? budgetFacts(manager, scope, { settings, tool: question.toolName, now }),
  ]);
  const use = question.stake
    ? await limitUse(manager, scope, { limits: delegation.terms.limits, now, leavingOut: question.leavingOut })
    : new Map<never, never>();
  const facts = gatherFacts(scope, settings, { ...question, now, delegation, budget, limitUse: use });
  return { settings, delegation, facts, decision: decideToolCall(facts) };
};
