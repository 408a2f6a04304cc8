import { decimal } from '../kernel/money.ts';
import type { ApprovalRule, ApprovalTrigger, RuleApprover } from './approval-rule.ts';
import { isWidening } from './autonomy.ts';
import type { ServicePrincipalState } from './service-principal.ts';
import type { Autonomy, Operation } from './vocabulary.ts';

/**
 * Tightening works at once, widening waits for a second admin. Of a change that does both, the part that
 * gives no more room than there is now takes effect at once. Every setting has a rule that says how much
 * of a wanted value that is; a setting without a rule does not compile.
 */

/** How much of a wanted value takes effect at once: all of it where it gives no more room than the present one. */
export type AtOnce<Value> = (present: Value, wanted: Value) => Value;

/** A setting that gives no authority: a name, a word, a price factor. */
const asWanted = <Value>(_present: Value, wanted: Value): Value => wanted;

/** A thing, field by field. */
const each =
  <Thing extends object>(rules: { readonly [Field in keyof Thing]-?: AtOnce<Thing[Field]> }): AtOnce<Thing> =>
  (present, wanted) => {
    const fields = Object.keys(rules) as (keyof Thing)[];
    return Object.fromEntries(fields.map((field) => [field, rules[field](present[field], wanted[field])])) as Thing;
  };

const lower: AtOnce<Autonomy> = (present, wanted) => (isWidening(present, wanted) ? present : wanted);
const fewer: AtOnce<number> = (present, wanted) => Math.min(present, wanted);
/** Null is no limit. */
const fewerOrUnlimited: AtOnce<number | null> = (present, wanted) =>
  wanted === null || present === null ? (present ?? wanted) : fewer(present, wanted);
/** A budget; null is none. */
const smallerBudget: AtOnce<string | null> = (present, wanted) =>
  present !== null && (wanted === null || decimal(wanted).greaterThan(present)) ? present : wanted;
/** A lower price lets the same budget pay for more. */
const dearer: AtOnce<string> = (present, wanted) => (decimal(wanted).lessThan(present) ? present : wanted);
const switchedOff: AtOnce<boolean> = (present, wanted) => present && wanted;
const asksMore: AtOnce<boolean> = (present, wanted) => present || wanted;

/** A list of permissions: whatever it lacks now is not added. */
const noneAdded =
  <Item>(keyOf: (item: Item) => string): AtOnce<readonly Item[]> =>
  (present, wanted) => {
    const standing = new Set(present.map(keyOf));
    return wanted.filter((item) => standing.has(keyOf(item)));
  };
const noTextAdded = noneAdded((text: string) => text);

/** What a link to a tool gives. */
export interface LinkAuthority {
  readonly tool: string;
  readonly ask: boolean;
  readonly rowLimit: number | null;
  readonly allowedOperations: readonly Operation[];
  /** Who may be asked by it; left out: anybody. */
  readonly agents?: readonly string[] | undefined;
}

/** Naming some where anybody could be asked gives less. */
const fewerToAsk: AtOnce<readonly string[] | undefined> = (present, wanted) => {
  if (present === undefined) return wanted;
  return wanted === undefined ? present : noTextAdded(present, wanted);
};

const linkField = each<LinkAuthority>({
  tool: asWanted,
  ask: asksMore,
  rowLimit: fewerOrUnlimited,
  allowedOperations: noneAdded((operation) => operation),
  agents: fewerToAsk,
});
const link: AtOnce<LinkAuthority> = (present, wanted) => {
  const { agents, ...rest } = linkField(present, wanted);
  return { ...rest, ...(agents !== undefined && { agents }) };
};

/** Links to tools: a tool that is not linked now is not added, and no standing link gives more. */
export const linksAtOnce: AtOnce<readonly LinkAuthority[]> = (present, wanted) =>
  wanted.flatMap((next) => {
    const standing = present.find(({ tool }) => tool === next.tool);
    return standing ? [link(standing, next)] : [];
  });

/** The companies a business unit holds. */
export interface BusinessUnitAuthority {
  readonly name: string;
  readonly companies: readonly string[];
}

/** A business unit. */
export const businessUnitAtOnce = each<BusinessUnitAuthority>({ name: asWanted, companies: noTextAdded });

/** Where an agent belongs, with the companies that is; null: no unit, so every company. */
export type BelongsTo = { readonly id: string; readonly companies: readonly string[] } | null;

const smallerUnit: AtOnce<BelongsTo> = (present, wanted) => {
  const isWithin = present === null || (wanted?.companies.every((company) => present.companies.includes(company)) ?? false);
  return isWithin ? wanted : present;
};

/** Everything an admin can change of an agent. */
export interface AgentAuthority {
  readonly name: string;
  readonly description: string;
  /** Object ids, as those of the two that follow. */
  readonly owner: string;
  readonly sponsor: string;
  readonly clientApplication: string;
  readonly authenticationMethod: string;
  readonly businessUnit: BelongsTo;
  /** Credits it may spend; null: no limit. */
  readonly dailyCredits: string | null;
  readonly monthlyCredits: string | null;
  readonly allowedUsers: readonly string[];
  readonly executeGrants: readonly { readonly user: string; readonly tool: string }[];
  readonly configuration: {
    readonly instructions: string;
    readonly suggestions: readonly string[];
    readonly tier: 'fast' | 'smart' | 'expert' | 'premium';
    readonly autonomy: Autonomy;
    readonly toolLinks: readonly LinkAuthority[];
    readonly template: { readonly key: string; readonly version: number } | null;
  };
}

/** What an agent's version fixes. Instructions steer the model; they give no authority. */
export const configurationAtOnce = each<AgentAuthority['configuration']>({
  instructions: asWanted,
  suggestions: asWanted,
  tier: asWanted,
  autonomy: lower,
  toolLinks: linksAtOnce,
  template: asWanted,
});

/** An agent. */
export const agentAtOnce = each<AgentAuthority>({
  name: asWanted,
  description: asWanted,
  owner: asWanted,
  sponsor: asWanted,
  clientApplication: asWanted,
  authenticationMethod: asWanted,
  businessUnit: smallerUnit,
  dailyCredits: smallerBudget,
  monthlyCredits: smallerBudget,
  allowedUsers: noTextAdded,
  executeGrants: noneAdded(({ user, tool }) => `${user} ${tool}`),
  configuration: configurationAtOnce,
});

/** A tool as the tenant has it. */
export interface ToolAuthority {
  readonly enabled: boolean;
  readonly allowedOperations: readonly Operation[];
  readonly rowLimit: number;
  /** Credits per call, a decimal string. */
  readonly creditPrice: string;
}

/** A tool's configuration. */
export const toolAtOnce = each<ToolAuthority>({
  enabled: switchedOff,
  allowedOperations: noneAdded((operation) => operation),
  rowLimit: fewer,
  creditPrice: dearer,
});

/** A rule of the tenant that asks for review: more of it, and stricter, is less room. */
export interface PolicyAuthority {
  readonly enabled: boolean;
  readonly rule: Omit<ApprovalRule, 'name'>;
}

const moreAdded: AtOnce<readonly string[]> = (present, wanted) => [...wanted, ...present.filter((item) => !wanted.includes(item))];

const asksSooner: AtOnce<ApprovalTrigger> = (present, wanted) => {
  if (wanted.kind === 'always') return wanted;
  const isComparable = present.kind === 'amount-above' && wanted.kind === 'amount-above' && present.currency === wanted.currency;
  return isComparable && decimal(wanted.amount).lessThanOrEqualTo(present.amount) ? wanted : present;
};

const isWithin = (people: readonly string[], others: readonly string[]): boolean => people.every((person) => others.includes(person));

/** Whether no more people may decide, whatever the amount; an empty list is everyone who may approve. */
const isNarrower = (present: RuleApprover, wanted: RuleApprover): boolean => {
  if (present.kind === 'responsible') return true;
  if (present.kind === 'approval-user-setup') {
    return wanted.kind === 'approval-user-setup' && wanted.amounts === present.amounts && isWithin(wanted.otherwise, present.otherwise);
  }
  if (wanted.kind !== 'second-person') return false;
  return present.people.length === 0 || (wanted.people.length > 0 && isWithin(wanted.people, present.people));
};

/** Fewer people may decide. Whom the ERP's approval user setup asks cannot be compared with people who are named. */
const fewerApprovers: AtOnce<RuleApprover> = (present, wanted) => (isNarrower(present, wanted) ? wanted : present);

const ruleInForce = each<PolicyAuthority>({
  enabled: asksMore,
  rule: each<PolicyAuthority['rule']>({ actions: moreAdded, when: asksSooner, approver: fewerApprovers }),
});

/** A rule of the tenant's policy; one that is switched off asks nobody, so any change of it gives no more room. */
export const policyAtOnce: AtOnce<PolicyAuthority> = (present, wanted) => (present.enabled ? ruleInForce(present, wanted) : wanted);

/** A condition that rules look at: what another filter means cannot be told, so all of it waits. */
export const conditionAtOnce = each<{ readonly filter: string }>({ filter: (present) => present });

/** What an admin can change of a service that delegates. */
export interface ServicePrincipalAuthority {
  readonly name: string;
  /** Object id. */
  readonly owner: string;
  readonly state: ServicePrincipalState;
}

/** A service that delegates: another owner may use other agents, so that waits, as does letting it act. */
export const servicePrincipalAtOnce = each<ServicePrincipalAuthority>({
  name: asWanted,
  owner: (present) => present,
  state: (present, wanted) => (wanted === 'active' ? present : wanted),
});

/** A legal hold that is lifted lets evidence go; null: it stands. */
export const legalHoldAtOnce: AtOnce<{ readonly lifted: string | null }> = (present) => present;

/** A person's erasure cannot be undone; null: nobody asked for it. */
export const erasureAtOnce: AtOnce<{ readonly reason: string | null }> = (present) => present;

/** A tenant's defaults and limits. */
export interface SetupAuthority {
  readonly defaultTier: 'fast' | 'smart' | 'expert' | 'premium';
  readonly defaultAutonomy: Autonomy;
  readonly logRetentionDays: number;
  readonly transcriptRetentionDays: number;
  readonly dailyUserCredits: string | null;
  readonly approvalMinutes: number;
  readonly maxToolCallsPerTurn: number;
  readonly agentRequestsPerMinute: number;
  readonly idempotencyKeyHours: number;
  readonly bindingWithoutAsk: readonly { readonly agentId: string; readonly tool: string }[];
}

/** The setup. How long records and keys are kept gives nobody authority. */
export const setupAtOnce = each<SetupAuthority>({
  defaultTier: asWanted,
  defaultAutonomy: lower,
  logRetentionDays: asWanted,
  transcriptRetentionDays: asWanted,
  dailyUserCredits: smallerBudget,
  approvalMinutes: fewer,
  maxToolCallsPerTurn: fewer,
  agentRequestsPerMinute: fewer,
  idempotencyKeyHours: asWanted,
  bindingWithoutAsk: noneAdded(({ agentId, tool }) => `${agentId} ${tool}`),
});
