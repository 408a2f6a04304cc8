import { coversCall, shareCredits, usedUpBudget, type BudgetFacts } from '../../domain/budget.ts';
import type { TurnFailure } from '../../domain/turn.ts';
import { budgetFacts, offeredTools, type CallScope } from '../gateway/index.ts';
import { functionDefinition, type FunctionDefinition } from '../tools/index.ts';
import type { OpenCall } from './active-turn.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ModelAnswer, ModelError } from './model-port.ts';

/** Why a model's error ends what it was asked for. */
export const failureOf = (error: ModelError): TurnFailure => ({
  code: error.kind === 'broken_stream' ? 'broken_stream' : 'model_error',
  message: error.message,
  remedy: error.kind === 'rejected' ? 'Tell your administrator; the model refused the request.' : 'Try again in a moment.',
});

const usersBudgetUsedUp: TurnFailure = {
  code: 'budget_used_up',
  message: 'The daily budget of credits is used up.',
  remedy: 'Wait until tomorrow, or ask an admin to raise the budget.',
};

/** Why no model can be asked any more; null where there are credits left. */
const budgetGone = (budget: BudgetFacts): TurnFailure | null => {
  if (!coversCall(budget)) return usersBudgetUsedUp;
  const usedUp = usedUpBudget(budget);
  return usedUp === null
    ? null
    : {
        code: 'budget_used_up',
        message: `This agent's credits for this ${usedUp.period} are used up.`,
        remedy: `Wait until the next ${usedUp.period} begins, or ask an admin to raise the agent's budget.`,
      };
};

/** What a model is offered at this moment, and why it cannot be asked, where a budget is used up. */
export const offerTo = async (
  parts: ChatParts,
  scope: CallScope,
): Promise<{ readonly tools: readonly FunctionDefinition[]; readonly budgetUsedUp: TurnFailure | null }> => {
  const { settings: all, delegations, database, clock, log } = parts;
  return log.reading(async () => {
    const now = clock.now();
    const settings = await all.current(scope.tenantId);
    const delegation = await delegations.at(settings.revision, scope.tenantId, scope.delegationId);
    const budget = await budgetFacts(database.reader, scope, { settings, tool: '', now });
    const tools = offeredTools(scope, settings, { tools: parts.tools, delegation, budget, now }).map(functionDefinition);
    return { tools, budgetUsedUp: budgetGone(budget) };
  });
};

/** Splits a whole number of tokens among calls; the last takes the rest. */
const shareTokens = (tokens: number, calls: number, index: number): number => {
  const share = Math.floor(tokens / calls);
  return index === calls - 1 ? tokens - share * (calls - 1) : share;
};

/** The calls of a model's answer, each with its share of what the asking cost; `made`: how many the turn has made before. */
export const openCalls = (
  calls: readonly OpenCall['call'][],
  cost: { readonly usage: ModelAnswer['usage']; readonly credits: string },
  made: number,
): readonly OpenCall[] => {
  const shares = shareCredits(cost.credits, calls.length);
  return calls.map((call, index) => ({
    call,
    ordinal: made + index + 1,
    share: {
      inputTokens: shareTokens(cost.usage.inputTokens, calls.length, index),
      outputTokens: shareTokens(cost.usage.outputTokens, calls.length, index),
      credits: shares[index] ?? '0.0000',
    },
  }));
};
