import { z } from 'zod';
import { limitPeriods } from '../domain/delegation.ts';
import { operations } from '../domain/vocabulary.ts';
import { actionsSchema, amountSchema, approvalRuleSchema, approvalRuleViewSchema, currencySchema } from './approval-rules.ts';

/** How much may be done under a delegation. */
export const amountLimitSchema = z
  .strictObject({
    actions: actionsSchema,
    currency: currencySchema,
    /** Each change at most. */
    perAction: amountSchema.nullable().default(null),
    /** All changes of a period together at most. */
    cumulative: z
      .strictObject({ amount: amountSchema, period: z.enum(limitPeriods) })
      .nullable()
      .default(null),
  })
  .refine((limit) => limit.perAction !== null || limit.cumulative !== null, 'A limit has an amount for each change, or for a period, or both.');

const reasonSchema = z.string().trim().min(1).max(400);

/** Authority to give to an agent. `POST /api/v1/delegations` */
export const createDelegationSchema = z.strictObject({
  agentId: z.uuid(),
  /** The service that gives it, of those you own; you yourself, if left out. */
  service: z.uuid().optional(),
  /** What it is given for, in words. */
  workflow: z.string().trim().min(1).max(120),
  /** Tools, or `*` for whatever the agent has. */
  actions: actionsSchema,
  companies: z.array(z.uuid()).min(1).max(50),
  /** An OData filter for each entity set whose records it narrows, e.g. `{"purchaseContracts":"category eq 'GOODS'"}`. */
  recordFilters: z.record(z.string().min(1).max(80), z.string().trim().min(1).max(500)).default({}),
  validFrom: z.iso.datetime().optional(),
  validTo: z.iso.datetime(),
  limits: z.array(amountLimitSchema).max(20).default([]),
  approvalRules: z.array(approvalRuleSchema).max(20).default([]),
  /** Who decides on what it is used for; you, if left out, or the owner of the service. */
  responsible: z.uuid().optional(),
  /** Who else may revoke it, besides you, the responsible user and admins. */
  revokers: z.array(z.uuid()).max(20).default([]),
  reason: reasonSchema,
  /** Whether the agent may act while you are away, under the sign-in you have now. */
  whileAway: z.boolean().default(true),
});
export type CreateDelegation = z.infer<typeof createDelegationSchema>;

/** Ends a delegation. `POST /api/v1/delegations/{id}/revoke` */
export const revokeDelegationSchema = z.strictObject({ reason: reasonSchema });

/** Takes a delegation further, as a new one with the same terms. `POST /api/v1/delegations/{id}/extend` */
export const extendDelegationSchema = z.strictObject({ validTo: z.iso.datetime(), reason: reasonSchema, whileAway: z.boolean().default(true) });
export type ExtendDelegation = z.infer<typeof extendDelegationSchema>;

const personSchema = z.strictObject({ oid: z.string(), name: z.string() });

/** How a delegation stands. */
export const delegationStates = ['active', 'revoked', 'expired', 'not-yet-valid', 'needs-sign-in', 'delegator-inactive'] as const;

/** A delegation as it is shown. */
export const delegationViewSchema = z.strictObject({
  id: z.string(),
  state: z.enum(delegationStates),
  agent: z.strictObject({ id: z.string(), name: z.string() }),
  delegator: personSchema,
  /** Whether a person gave it, or a service. */
  delegatorKind: z.enum(['person', 'service']),
  responsible: personSchema,
  workflow: z.string(),
  actions: z.array(z.string()),
  companies: z.array(z.string()),
  recordFilters: z.record(z.string(), z.string()),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime().nullable(),
  limits: z.array(
    z.strictObject({
      actions: z.array(z.string()),
      currency: z.string(),
      perAction: z.string().nullable(),
      /** `used`: what its period holds now. */
      cumulative: z.strictObject({ amount: z.string(), period: z.enum(limitPeriods), used: z.string() }).nullable(),
    }),
  ),
  approvalRules: z.array(approvalRuleViewSchema),
  revokers: z.array(personSchema),
  reason: z.string().nullable(),
  /** The delegation it takes further. */
  extends: z.string().nullable(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: personSchema.nullable(),
  revokeReason: z.string().nullable(),
  /** Whether whoever looks may revoke it. */
  mayRevoke: z.boolean(),
  /** Whether whoever looks gave it, or owns the service that did: she alone may extend it and sign in for it. */
  isYours: z.boolean(),
});
export type DelegationView = z.infer<typeof delegationViewSchema>;

/** An active external agent that a user may give authority to, with what it could do. `GET /api/v1/external-agents` */
export const delegableAgentSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  tools: z.array(
    z.strictObject({
      name: z.string(),
      title: z.string(),
      operation: z.enum(operations),
      /** Null for what only looks. */
      commitment: z.enum(['draft', 'binding']).nullable(),
    }),
  ),
});
export type DelegableAgent = z.infer<typeof delegableAgentSchema>;

/** Somebody a delegation can name: as the one who decides, or who may revoke it. `GET /api/v1/people` */
export const nameablePersonSchema = personSchema;
export type NameablePerson = z.infer<typeof nameablePersonSchema>;
