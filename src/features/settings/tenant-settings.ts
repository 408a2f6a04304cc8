import type { ApprovalRule } from '../../domain/approval-rule.ts';
import type { Lifecycle } from '../../domain/agent-lifecycle.ts';
import type { ServicePrincipalState } from '../../domain/service-principal.ts';
import type { Autonomy, Operation, Tier } from '../../domain/vocabulary.ts';

/** A tool link as a version or a template has it. */
export interface ToolLinkSetting {
  readonly tool: string;
  readonly ask: boolean;
  readonly rowLimit: number | null;
  readonly allowedOperations: readonly Operation[];
  /** The agents that may be asked by it, ids or template keys; left out: any. */
  readonly agents?: readonly string[] | undefined;
}

/** What an agent version fixes. Stored as canonical JSON; its hash is the version's fingerprint. */
export interface AgentConfiguration {
  readonly instructions: string;
  readonly suggestions: readonly string[];
  readonly tier: Tier;
  readonly autonomy: Autonomy;
  readonly toolLinks: readonly ToolLinkSetting[];
  readonly template: { readonly key: string; readonly version: number } | null;
}

/** One version of an agent. Only an erasure changes it: it takes a name out of the texts, and `hash` stays that of what they were. */
export interface AgentVersion {
  readonly id: string;
  readonly number: number;
  readonly hash: string;
  readonly configuration: AgentConfiguration;
}

/** An agent as it stands now. */
export interface AgentSetting {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly kind: string;
  readonly templateId: string | null;
  readonly businessUnitId: string | null;
  readonly lifecycle: Lifecycle;
  /** Credits it may spend; null: no limit. */
  readonly dailyCredits: string | null;
  readonly monthlyCredits: string | null;
  /** Object ids of the people who may use it; empty: nobody. */
  readonly allowedUsers: ReadonlySet<string>;
  /** `oid tool` pairs that may run without Confirm. */
  readonly executeGrants: ReadonlySet<string>;
  readonly current: AgentVersion;
}

/** A rule of the tenant's policy. */
export interface PolicySetting extends ApprovalRule {
  readonly id: string;
}

/** A tool as the tenant has it. */
export interface ToolSetting {
  readonly tool: string;
  readonly enabled: boolean;
  readonly allowedOperations: readonly Operation[];
  readonly rowLimit: number;
  readonly creditPrice: string;
}

/** A template's links as they are now. */
export interface TemplateSetting {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly links: readonly ToolLinkSetting[];
}

/** A group of companies that the tenant names. */
export interface BusinessUnitSetting {
  readonly id: string;
  readonly name: string;
  readonly companies: readonly string[];
}

/** A condition of a tenant: it holds for a record of the set to which the OData filter applies. */
export interface ConditionSetting {
  readonly id: string;
  readonly name: string;
  readonly entitySet: string;
  readonly filter: string;
}

/** A service that delegates. */
export interface ServicePrincipalSetting {
  readonly id: string;
  /** As which it stands in delegations. */
  readonly subjectId: string;
  readonly name: string;
  readonly state: ServicePrincipalState;
  readonly owner: { readonly subjectId: string; readonly oid: string };
}

/** Everything that is set in a tenant, as of one revision. */
export interface TenantSettings {
  readonly tenantId: string;
  /** Grows with every change of any setting. */
  readonly revision: number;
  readonly agents: ReadonlyMap<string, AgentSetting>;
  readonly templates: ReadonlyMap<string, TemplateSetting>;
  readonly tools: ReadonlyMap<string, ToolSetting>;
  readonly businessUnits: ReadonlyMap<string, BusinessUnitSetting>;
  /** Services that delegate, by the random id as which they do. */
  readonly services: ReadonlyMap<string, ServicePrincipalSetting>;
  readonly conditions: readonly ConditionSetting[];
  /** The tenant's own rules that ask for review, those in force. */
  readonly policies: readonly PolicySetting[];
  readonly setup: {
    readonly defaultTier: Tier;
    readonly defaultAutonomy: Autonomy;
    readonly dailyUserCredits: string | null;
    readonly approvalMinutes: number;
    readonly maxToolCallsPerTurn: number;
    /** Requests one external agent may make per minute, on each node. */
    readonly agentRequestsPerMinute: number;
    /** How long an external agent's Idempotency-Key is known. */
    readonly idempotencyKeyHours: number;
    readonly bindingWithoutAsk: readonly { readonly agentId: string; readonly tool: string }[];
  };
}
