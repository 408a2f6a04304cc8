import type { z } from 'zod';
import {
  conditionViewSchema,
  policyViewSchema,
  type ConditionView,
  type CreateCondition,
  type createPolicySchema,
  type PolicyView,
  type updatePolicySchema,
} from '../../contracts/policies.ts';
import { call, listOf, type CallOptions } from './http.ts';

const at = (...parts: string[]) => `/api/v1/admin/${parts.map(encodeURIComponent).join('/')}`;

/** The tenant's own rules that ask for review. */
export const fetchPolicies = (options?: CallOptions) => call(at('policies'), listOf(policyViewSchema), options);
/** Adds a rule. */
export const createPolicy = (body: z.input<typeof createPolicySchema>) => call(at('policies'), policyViewSchema, { method: 'POST', body });
/** Changes a rule, or switches it on or off; what asks less waits for a second admin. */
export const updatePolicy = ({ id, revision }: Pick<PolicyView, 'id' | 'revision'>, body: z.input<typeof updatePolicySchema>) =>
  call(at('policies', id), policyViewSchema, { method: 'PATCH', body, revision });

/** The tenant's named conditions. */
export const fetchConditions = (options?: CallOptions) => call(at('conditions'), listOf(conditionViewSchema), options);
/** Names a condition. */
export const createCondition = (body: CreateCondition) => call(at('conditions'), conditionViewSchema, { method: 'POST', body });
/** Changes what a condition means; where a rule looks at it, that waits for a second admin. */
export const updateCondition = ({ id, revision }: Pick<ConditionView, 'id' | 'revision'>, filter: string) =>
  call(at('conditions', id), conditionViewSchema, { method: 'PATCH', body: { filter }, revision });
