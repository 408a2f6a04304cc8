import type { z } from 'zod';
import type { createDelegationSchema } from '../../contracts/delegations.ts';
import { everyAction, type LimitPeriod } from '../../domain/delegation.ts';
import { isWholeRule, ruleOf, type RuleDraft } from '../rules/rule-draft.ts';

/** A limit while it is written; an empty amount is no bound. */
export interface LimitDraft {
  readonly actions: readonly string[];
  readonly currency: string;
  readonly perAction: string;
  readonly amount: string;
  readonly period: LimitPeriod;
}

/** A record filter while it is written. */
export interface FilterDraft {
  readonly entitySet: string;
  readonly filter: string;
}

/** A delegation while it is written. */
export interface DelegationDraft {
  /** The service that gives it; empty: the user herself. */
  readonly service: string;
  readonly agentId: string;
  readonly workflow: string;
  readonly actions: readonly string[];
  readonly companies: readonly string[];
  /** The last day, `YYYY-MM-DD`, in the user's own time zone. */
  readonly lastDay: string;
  readonly limits: readonly LimitDraft[];
  readonly rules: readonly RuleDraft[];
  readonly filters: readonly FilterDraft[];
  /** Empty: whoever gives it. */
  readonly responsible: string;
  readonly revokers: readonly string[];
  readonly reason: string;
  readonly whileAway: boolean;
}

/** A limit to start from. */
export const newLimit: LimitDraft = { actions: [everyAction], currency: 'EUR', perAction: '', amount: '', period: 'month' };

/** The day that many days after another, in the user's own time zone, `YYYY-MM-DD`. */
export const dayAfter = (from: Date, days: number): string => {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
};

/** The end of a day in the user's own time zone, ISO 8601; undefined for what is no day. */
export const endOfDay = (day: string): string | undefined => {
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
};

/** What the form starts with: two weeks, in the company the user works in. */
export const newDelegation = (now: Date, company: string | undefined): DelegationDraft => ({
  ...{ service: '', agentId: '', workflow: '', actions: [], companies: company === undefined ? [] : [company], lastDay: dayAfter(now, 14) },
  ...{ limits: [], rules: [], filters: [], responsible: '', revokers: [], reason: '', whileAway: true },
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const limitOf = ({ actions, currency, perAction, amount, period }: LimitDraft) => {
  const sum = orNull(amount);
  return {
    actions: [...actions],
    currency: currency.trim(),
    perAction: orNull(perAction),
    cumulative: sum === null ? null : { amount: sum, period },
  };
};

/** The delegation as it is sent; undefined while something is missing that it cannot be sent without. */
export const delegationOf = (draft: DelegationDraft): z.input<typeof createDelegationSchema> | undefined => {
  const { service, agentId, actions, companies, limits, rules, filters, responsible, revokers, whileAway } = draft;
  const [workflow, reason, validTo] = [draft.workflow.trim(), draft.reason.trim(), endOfDay(draft.lastDay)];
  const isWhole =
    [agentId, workflow, reason].every((text) => text !== '') &&
    [actions, companies].every(({ length }) => length > 0) &&
    limits.every(({ perAction, amount }) => `${perAction}${amount}`.trim() !== '') &&
    filters.every(({ entitySet, filter }) => entitySet.trim() !== '' && filter.trim() !== '') &&
    rules.every(isWholeRule);
  if (!isWhole || validTo === undefined) return undefined;
  return {
    ...{ agentId, workflow, reason, validTo, whileAway },
    ...{ actions: [...actions], companies: [...companies], revokers: [...revokers] },
    limits: limits.map(limitOf),
    approvalRules: rules.map(ruleOf),
    recordFilters: Object.fromEntries(filters.map(({ entitySet, filter }) => [entitySet.trim(), filter.trim()])),
    ...(responsible === '' ? {} : { responsible }),
    ...(service === '' ? {} : { service }),
  };
};

/** The fields of the form by the names the server gives them. */
export const formPaths = [
  ...['service', 'agentId', 'workflow', 'actions', 'companies', 'validTo', 'limits', 'approvalRules', 'recordFilters'],
  ...['responsible', 'revokers', 'reason'],
] as const;
