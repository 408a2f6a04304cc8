import type { ApprovalRuleInput, ApprovalRuleView } from '../../contracts/approval-rules.ts';
import type { ApprovalRule, RequiredApprover } from '../../domain/approval-rule.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import type { ConditionSetting } from '../settings/index.ts';
import type { PeopleById } from '../subjects/index.ts';

/*
 * Approval rules as they are written and shown, people by object id; stored they name people by their random ids, so that
 * an erasure reaches them.
 */

/** A rule that was checked, as it is stored. */
export const storedApprover = (approver: ApprovalRuleInput['approver'], { subjectOf }: Pick<PeopleById, 'subjectOf'>): RequiredApprover =>
  approver.kind === 'responsible' ? approver : { kind: approver.kind, people: approver.people.map((oid) => subjectOf(oid) ?? '') };

/** A stored rule with its people by name. */
export const ruleView = ({ approver, ...rule }: ApprovalRule, { personOf }: Pick<PeopleById, 'personOf'>): ApprovalRuleView => ({
  ...rule,
  actions: [...rule.actions],
  approver: approver.kind === 'responsible' ? approver : { kind: approver.kind, people: approver.people.map(personOf) },
});

/** The problems of each of several values of a field. */
export const eachOf = (field: string, values: readonly string[], problem: (value: string) => string | null): FieldProblem[] =>
  values.flatMap((value, index) => {
    const message = problem(value);
    return message === null ? [] : [{ field: `${field}[${index}]`, message }];
  });

/** People that a field names and the tenant does not know, by object id. */
export const personProblems = (field: string, people: readonly string[], known: ReadonlySet<string>): FieldProblem[] =>
  eachOf(field, people, (oid) => (known.has(oid) ? null : 'Nobody of this id has signed in here.')).map((one) => ({ ...one, isUnknownId: true }));

/** What is wrong with a rule at a place: it names an action, a condition or people that are not there. */
export const ruleProblems = (
  at: string,
  { actions, when, approver }: Omit<ApprovalRuleInput, 'name'>,
  known: {
    readonly conditions: readonly ConditionSetting[];
    readonly people: ReadonlySet<string>;
    readonly actionProblem: (action: string) => string | null;
  },
): FieldProblem[] => [
  ...eachOf(`${at}.actions`, actions, known.actionProblem),
  ...(when.kind === 'condition' && !known.conditions.some(({ name }) => name === when.condition)
    ? [{ field: `${at}.when.condition`, message: 'The tenant has no such condition.' }]
    : []),
  ...(approver.kind === 'second-person' ? personProblems(`${at}.approver.people`, approver.people, known.people) : []),
];
