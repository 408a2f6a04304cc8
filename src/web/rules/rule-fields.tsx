import { Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { approvalLimitKinds } from '../../domain/approval-setup.ts';
import type { Problem } from '../../contracts/problem.ts';
import { problemAt } from '../shared/field-problems.ts';
import { GroupField } from '../shared/group-field.tsx';
import { PeoplePicker } from '../shared/people-picker.tsx';
import { ActionsField, type ChoosableAction } from './actions-field.tsx';
import type { RuleDraft } from './rule-draft.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(210px, 100%), 1fr))', gap: '10px 16px', alignItems: 'start' },
  wide: { gridColumn: '1 / -1' },
  input: { minWidth: 0, '& input': { minWidth: 0, width: '100%' } },
  select: { minWidth: 0, '& select': { minWidth: 0, width: '100%', textOverflow: 'ellipsis' } },
});

const kindOf = <Kind extends string>(kinds: readonly Kind[], value: string): Kind | undefined => kinds.find((kind) => kind === value);
const whens = ['amount-above', 'always', 'condition'] as const;
const approvers = ['second-person', 'responsible', 'approval-user-setup'] as const;

/** What a rule can be made of. */
export interface RuleChoices {
  readonly actions: readonly ChoosableAction[];
  /** Names of the tenant's conditions. */
  readonly conditions: readonly string[];
  readonly people: readonly { readonly oid: string; readonly displayName: string }[];
  /** Who is meant by the responsible user. */
  readonly responsible: string;
}

interface RuleFieldsProps {
  readonly rule: RuleDraft;
  readonly choices: RuleChoices;
  readonly set: (change: Partial<RuleDraft>) => void;
  /** Where the rule stands in what was sent, and what came back of it. */
  readonly path: string;
  readonly problem: Problem | undefined;
  /** The name of a rule that stands stays as it is. */
  readonly isNamed?: boolean;
}

const WhenFields = ({ rule, choices, set, path, problem }: RuleFieldsProps) => {
  const styles = useStyles();
  if (rule.when === 'amount-above') {
    return (
      <>
        <Field label="Amount" validationMessage={problemAt(problem, `${path}.when.amount`)}>
          <Input className={styles.input} inputMode="decimal" value={rule.amount} onChange={(_event, data) => set({ amount: data.value })} />
        </Field>
        <Field label="Currency" validationMessage={problemAt(problem, `${path}.when.currency`)}>
          <Input
            className={styles.input}
            maxLength={3}
            value={rule.currency}
            onChange={(_event, data) => set({ currency: data.value.toUpperCase() })}
          />
        </Field>
      </>
    );
  }
  if (rule.when === 'always') return null;
  return (
    <Field
      label="Condition"
      hint={choices.conditions.length === 0 ? 'There is none yet; an administrator names them.' : undefined}
      validationMessage={problemAt(problem, `${path}.when.condition`)}
    >
      <Select className={styles.select} value={rule.condition} onChange={(_event, data) => set({ condition: data.value })}>
        <option value="">Choose one</option>
        {choices.conditions.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
};

const otherwiseHint = (chosen: readonly string[]): string =>
  chosen.length === 0
    ? 'Nobody: where the setup names nobody who is known here, the change is refused.'
    : 'One of these decides where the setup names nobody who is known here; she needs the permission set SMART AGENTS APPROVER.';

const secondPersonHint = (chosen: readonly string[]): string =>
  chosen.length === 0
    ? 'Anyone who may approve, unless you name people.'
    : 'One of these, and nobody else; she needs the permission set SMART AGENTS APPROVER.';

const PeopleFields = ({ rule, choices, set, path, problem }: RuleFieldsProps) => {
  const styles = useStyles();
  switch (rule.approver) {
    case 'responsible':
      return null;
    case 'second-person':
      return (
        <div className={styles.wide}>
          <GroupField label="Which second person" hint={secondPersonHint(rule.people)} problem={problemAt(problem, `${path}.approver`)}>
            <PeoplePicker
              users={choices.people}
              label="People who may decide"
              addLabel={`Add a person who may decide on ${rule.name}`}
              chosen={rule.people}
              onChange={(people) => set({ people })}
            />
          </GroupField>
        </div>
      );
    case 'approval-user-setup':
      return (
        <>
          <Field label="By which limits" hint="Within her own limit the user decides herself; above it, her approver in the ERP.">
            <Select
              className={styles.select}
              value={rule.amounts}
              onChange={(_event, data) => set({ amounts: kindOf(approvalLimitKinds, data.value) ?? rule.amounts })}
            >
              <option value="purchase">purchase amounts</option>
              <option value="sales">sales amounts</option>
              <option value="request">request amounts</option>
            </Select>
          </Field>
          <div className={styles.wide}>
            <GroupField label="Who decides otherwise" hint={otherwiseHint(rule.otherwise)} problem={problemAt(problem, `${path}.approver`)}>
              <PeoplePicker
                users={choices.people}
                label="People who decide otherwise"
                addLabel={`Add a person who decides on ${rule.name} otherwise`}
                chosen={rule.otherwise}
                onChange={(otherwise) => set({ otherwise })}
              />
            </GroupField>
          </div>
        </>
      );
  }
};

/** The fields of a rule that asks for a person's decision: about what, when, and who decides. */
export const RuleFields = (props: RuleFieldsProps) => {
  const styles = useStyles();
  const { rule, choices, set, path, problem, isNamed = false } = props;
  return (
    <div className={styles.grid}>
      {!isNamed && (
        <Field label="Name of the rule" validationMessage={problemAt(problem, `${path}.name`)}>
          <Input className={styles.input} maxLength={80} value={rule.name} onChange={(_event, data) => set({ name: data.value })} />
        </Field>
      )}
      <ActionsField
        label="About"
        actions={choices.actions}
        chosen={rule.actions}
        problem={problemAt(problem, `${path}.actions`)}
        onChange={(actions) => set({ actions })}
      />
      <Field label="Asks">
        <Select className={styles.select} value={rule.when} onChange={(_event, data) => set({ when: kindOf(whens, data.value) ?? rule.when })}>
          <option value="amount-above">above an amount</option>
          <option value="always">every time</option>
          <option value="condition">where a condition holds</option>
        </Select>
      </Field>
      <WhenFields {...props} />
      <Field label="Who decides">
        <Select
          className={styles.select}
          value={rule.approver}
          onChange={(_event, data) => set({ approver: kindOf(approvers, data.value) ?? rule.approver })}
        >
          <option value="second-person">a second person</option>
          <option value="responsible">{choices.responsible}</option>
          <option value="approval-user-setup">the ERP’s approval user setup</option>
        </Select>
      </Field>
      <PeopleFields {...props} />
    </div>
  );
};
