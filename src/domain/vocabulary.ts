/** The closed word lists of the domain. Their order, where it matters, runs from strict to lax. */

/** What an agent may do with a write: nothing, propose it, or do it. */
export const autonomies = ['read-only', 'ask', 'execute'] as const;
export type Autonomy = (typeof autonomies)[number];

/** What a tool does to the ERP. */
export const operations = ['read', 'create', 'modify', 'delete', 'action'] as const;
export type Operation = (typeof operations)[number];

/** What a write does to the world: something that can be thrown away, or something that binds. */
export const commitments = ['draft', 'binding'] as const;
export type Commitment = (typeof commitments)[number];

/** The part of a tool call an attempt is for. */
export const phases = ['read', 'prepare', 'commit'] as const;
export type Phase = (typeof phases)[number];

/** Model tiers, cheap to dear. */
export const tiers = ['fast', 'smart', 'expert', 'premium'] as const;
export type Tier = (typeof tiers)[number];
