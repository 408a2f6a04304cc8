import { z } from 'zod';
import { approvalLimitKinds } from '../domain/approval-setup.ts';

/** An amount of money: a decimal string above zero, at most five decimals. */
export const amountSchema = z.string().regex(/^(?!0+(?:\.0+)?$)\d{1,15}(?:\.\d{1,5})?$/, 'A positive decimal, such as "20000.00".');
/** A currency code, ISO 4217. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'Three capital letters, such as "EUR".');
/** Names of tools, or `*` for every action. */
export const actionsSchema = z.array(z.string().min(1).max(80)).min(1).max(100);

/** When a rule asks. */
export const triggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always') }),
  z.strictObject({ kind: z.literal('amount-above'), amount: amountSchema, currency: currencySchema }),
  /** The name of one of the tenant's conditions. */
  z.strictObject({ kind: z.literal('condition'), condition: z.string().trim().min(1).max(80) }),
]);

const amountsSchema = z.enum(approvalLimitKinds).default('purchase');

/** Who decides, people by their object ids; a second person without names is anyone who may approve. */
export const approverSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('responsible') }),
  z.strictObject({ kind: z.literal('second-person'), people: z.array(z.uuid()).max(50).default([]) }),
  /**
   * Whoever the ERP's approval user setup asks about an amount of this size, by its limits on `amounts`; where it names
   * nobody who is known here, one of `otherwise`, and without these the change is refused.
   */
  z.strictObject({ kind: z.literal('approval-user-setup'), amounts: amountsSchema, otherwise: z.array(z.uuid()).max(50).default([]) }),
]);

/** A rule that asks for a person's decision. */
export const approvalRuleSchema = z.strictObject({
  name: z.string().trim().min(1).max(80),
  actions: actionsSchema,
  when: triggerSchema,
  approver: approverSchema,
});
export type ApprovalRuleInput = z.infer<typeof approvalRuleSchema>;

const personSchema = z.strictObject({ oid: z.string(), name: z.string() });

/** A rule as it is shown: people by name too. */
export const approvalRuleViewSchema = approvalRuleSchema.extend({
  approver: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('responsible') }),
    z.strictObject({ kind: z.literal('second-person'), people: z.array(personSchema) }),
    z.strictObject({ kind: z.literal('approval-user-setup'), amounts: z.enum(approvalLimitKinds), otherwise: z.array(personSchema) }),
  ]),
});
export type ApprovalRuleView = z.infer<typeof approvalRuleViewSchema>;
