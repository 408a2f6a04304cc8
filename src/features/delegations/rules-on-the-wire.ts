import type { ApprovalRuleInput, ApprovalRuleView } from '../../contracts/approval-rules.ts';
import type { ApprovalRule, RuleApprover } from '../../domain/approval-rule.ts';
import type { ApprovalLimitKind } from '../../domain/approval-setup.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import type { ConditionSetting } from '../settings/index.ts';
import type { PeopleById } from '../subjects/index.ts';

/*
 * Approval rules as they are written and shown, people by object id; stored they name people by their random ids, so that
 * an erasure reaches them.
 */

/** An approver with its people named in some way. */
type ApproverBy<Person> =
  | { readonly kind: 'responsible' }
  | { readonly kind: 'second-person'; readonly people: readonly Person[] }
  | { readonly kind: 'approval-user-setup'; readonly amounts: ApprovalLimitKind; readonly otherwise: readonly Person[] };

/** The same approver with its people named in another way. */
export const renamedApprover = <From, To>(approver: ApproverBy<From>, name: (person: From) => To) => {
  switch (approver.kind) {
    case 'responsible':
      return approver;
    case 'second-person':
      return { kind: approver.kind, people: approver.people.map(name) };
    case 'approval-user-setup':
      return { kind: approver.kind, amounts: approver.amounts, otherwise: approver.otherwise.map(name) };
  }
};

/** The approver of a rule that was checked, as it is stored. */
export const storedApprover = (approver: ApprovalRuleInput['approver'], { subjectOf }: Pick<PeopleById, 'subjectOf'>): RuleApprover =>
  renamedApprover(approver, (oid) => subjectOf(oid) ?? '');

/** A stored rule with its people by name. */
export const ruleView = ({ approver, ...rule }: ApprovalRule, { personOf }: Pick<PeopleById, 'personOf'>): ApprovalRuleView => ({
  ...rule,
  actions: [...rule.actions],
  approver: renamedApprover(approver, personOf),
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
  ...(approver.kind === 'approval-user-setup' ? personProblems(`${at}.approver.otherwise`, approver.otherwise, known.people) : []),
];
