import { decimal } from '../kernel/money.ts';
import type { Tier } from './vocabulary.ts';

/** How many credits a tier charges for what Smart charges one for. */
export const tierFactor: Readonly<Record<Tier, string>> = { fast: '0.5', smart: '1', expert: '2', premium: '4' };

/** One credit buys this many tokens at Smart. */
export const tokensPerCredit = { input: 10_000, output: 5_000 } as const;

/** Tokens a model call used. */
export interface TokenUse {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** The credits of a model call, exact, with four decimals: tokens at Smart's price times the tier's factor. */
export const creditsOf = (use: TokenUse, tier: Tier): string =>
  decimal(use.inputTokens).div(tokensPerCredit.input).plus(decimal(use.outputTokens).div(tokensPerCredit.output)).times(tierFactor[tier]).toFixed(4);

/** The sum of credits with four decimals. */
export const addCredits = (...credits: readonly string[]): string => credits.reduce((total, next) => total.plus(next), decimal(0)).toFixed(4);

/** Credits less others, with four decimals. */
export const subtractCredits = (from: string, less: string): string => decimal(from).minus(less).toFixed(4);

/**
 * Shares the credits of one model call among the tool calls it asked for, so that the shares add up to
 * exactly the whole; the last share takes the rounding.
 */
export const shareCredits = (credits: string, calls: number): readonly string[] => {
  if (calls === 0) return [];
  const share = decimal(credits).div(calls).toDecimalPlaces(4, 1);
  return Array.from({ length: calls }, (_, index) => (index === calls - 1 ? decimal(credits).minus(share.times(calls - 1)) : share).toFixed(4));
};

/** What an agent's own budget is for; calendar days and months in UTC. */
export type BudgetPeriod = 'day' | 'month';

/** A budget of an agent's own, over everyone it acts for. Credits are decimal strings. */
export interface AgentBudget {
  readonly period: BudgetPeriod;
  readonly limit: string;
  /** What its model calls cost, and the prices of the calls it was let through with. */
  readonly spent: string;
}

/** What is known of a budget at the moment of a call. */
export interface BudgetFacts {
  /** Credits per day; null where there is no limit. */
  readonly limit: string | null;
  readonly spent: string;
  /** What the call itself will cost before tokens. */
  readonly price: string;
  /** The agent's own budgets; left out where it has none, and of calls before agents had any. */
  readonly agent?: readonly AgentBudget[];
}

/** Whether the budget still covers a call. */
export const coversCall = (budget: BudgetFacts): boolean => budget.limit === null || decimal(budget.spent).plus(budget.price).lessThan(budget.limit);

/** The agent's own budget that a call at this price would overspend; null where all cover it. */
export const overspentBudget = ({ agent = [] }: Pick<BudgetFacts, 'agent'>, price: string): AgentBudget | null =>
  agent.find(({ limit, spent }) => decimal(spent).plus(price).greaterThan(limit)) ?? null;

/** The agent's own budget of which nothing is left; null where there is something of each. What a model call costs is known when it has answered. */
export const usedUpBudget = ({ agent = [] }: Pick<BudgetFacts, 'agent'>): AgentBudget | null =>
  agent.find(({ limit, spent }) => decimal(spent).greaterThanOrEqualTo(limit)) ?? null;
