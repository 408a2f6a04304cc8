import { z } from 'zod';
import { approvalRuleSchema, approvalRuleViewSchema } from './approval-rules.ts';

const name = z.string().trim().min(1).max(80);
const filter = z.string().trim().min(1).max(500);

/** A named condition that rules can look at. `GET /api/v1/admin/conditions` */
export const conditionViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  entitySet: z.string(),
  /** OData: the records for which it holds. */
  filter: z.string(),
  /** Rules that look at it: of the tenant's policy by name, of delegations by how many. */
  usedBy: z.array(z.string()),
  revision: z.int(),
});
export type ConditionView = z.infer<typeof conditionViewSchema>;

/** Names a condition. `POST /api/v1/admin/conditions` */
export const createConditionSchema = z.strictObject({ name, entitySet: z.string().min(1).max(80), filter });
export type CreateCondition = z.infer<typeof createConditionSchema>;

/** Changes what a condition means. `PATCH /api/v1/admin/conditions/{id}` */
export const updateConditionSchema = z.strictObject({ filter });

/** A rule of the tenant's policy: it asks for review, whatever agent acts. `GET /api/v1/admin/policies` */
export const policyViewSchema = z.strictObject({
  id: z.string(),
  enabled: z.boolean(),
  rule: approvalRuleViewSchema,
  revision: z.int(),
});
export type PolicyView = z.infer<typeof policyViewSchema>;

/** Adds a rule. `POST /api/v1/admin/policies` */
export const createPolicySchema = z.strictObject({ rule: approvalRuleSchema });
export type CreatePolicy = z.infer<typeof createPolicySchema>;

/** Changes a rule, or switches it on or off. `PATCH /api/v1/admin/policies/{id}` */
export const updatePolicySchema = z.strictObject({ enabled: z.boolean(), rule: approvalRuleSchema.omit({ name: true }) }).partial();
export type UpdatePolicy = z.infer<typeof updatePolicySchema>;
