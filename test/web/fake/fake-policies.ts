import type { Router } from 'express';
import type { ApprovalRuleInput, ApprovalRuleView } from '../../../src/contracts/approval-rules.ts';
import {
  conditionViewSchema,
  createConditionSchema,
  createPolicySchema,
  policyViewSchema,
  updateConditionSchema,
  updatePolicySchema,
  type ConditionView,
  type PolicyView,
} from '../../../src/contracts/policies.ts';
import type { PendingChangeView } from '../../../src/contracts/pending-changes.ts';
import { renamedApprover } from '../../../src/features/delegations/rules-on-the-wire.ts';
import { users } from './agents.ts';
import { idOf } from './ids.ts';

const approverOf = (approver: ApprovalRuleInput['approver']): ApprovalRuleView['approver'] =>
  renamedApprover(approver, (oid) => ({ oid, name: users.find((user) => user.oid === oid)?.displayName ?? '' }));

interface Asked {
  readonly ask: (subject: Pick<PendingChangeView, 'subjectType' | 'subjectId' | 'subjectName'>, change: PendingChangeView['changes'][number]) => void;
}

/** The tenant's policy, kept in memory: switching a rule off waits for a second admin, everything else is in force at once. */
export const servePolicies = (router: Router, { ask }: Asked): void => {
  const policies: PolicyView[] = [];
  const conditions: ConditionView[] = [];
  router.get('/policies', (_request, response) => void response.json({ value: policies }));
  router.post('/policies', (request, response) => {
    const { rule } = createPolicySchema.parse(request.body);
    const policy = { id: idOf(rule.name), enabled: true, rule: { ...rule, approver: approverOf(rule.approver) }, revision: 1 };
    policies.push(policyViewSchema.parse(policy));
    response.status(201).json(policy);
  });
  router.patch('/policies/:id', (request, response) => {
    const index = policies.findIndex(({ id }) => id === request.params.id);
    const policy = policyViewSchema.parse(policies[index]);
    const { enabled, rule } = updatePolicySchema.parse(request.body);
    if (enabled === false) {
      const subject = { subjectType: 'policy', subjectId: policy.id, subjectName: policy.rule.name };
      ask(subject, { field: 'enabled', before: 'true', after: 'false' });
      return void response.status(202).json(policy);
    }
    const changed = rule ? { ...policy.rule, ...rule, approver: approverOf(rule.approver) } : policy.rule;
    policies[index] = policyViewSchema.parse({ ...policy, rule: changed, revision: policy.revision + 1 });
    return void response.json(policies[index]);
  });
  router.get('/conditions', (_request, response) => void response.json({ value: conditions }));
  router.post('/conditions', (request, response) => {
    const wanted = createConditionSchema.parse(request.body);
    const condition = conditionViewSchema.parse({ ...wanted, id: idOf(wanted.name), usedBy: [], revision: 1 });
    conditions.push(condition);
    response.status(201).json(condition);
  });
  router.patch('/conditions/:id', (request, response) => {
    const index = conditions.findIndex(({ id }) => id === request.params.id);
    const condition = conditionViewSchema.parse(conditions[index]);
    conditions[index] = { ...condition, ...updateConditionSchema.parse(request.body), revision: condition.revision + 1 };
    response.json(conditions[index]);
  });
};
