import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Problem } from '../../contracts/problem.ts';
import { limitPeriods } from '../../domain/delegation.ts';
import { ActionsField, type ChoosableAction } from '../rules/actions-field.tsx';
import { newRule, type RuleDraft } from '../rules/rule-draft.ts';
import { RuleFields, type RuleChoices } from '../rules/rule-fields.tsx';
import { problemAt } from '../shared/field-problems.ts';
import { AddIcon, DeleteIcon } from '../shared/icons.ts';
import { Section } from '../shared/section.tsx';
import { newLimit, type FilterDraft, type LimitDraft } from './delegation-draft.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: '8px',
    padding: '10px 0 14px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none', paddingTop: 0 },
  },
  content: { flexGrow: 1, minWidth: 0 },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(130px, 100%), 1fr))', gap: '10px 16px', alignItems: 'start' },
  filter: { gridColumn: 'span 2', '@media (max-width: 700px)': { gridColumn: 'auto' } },
  input: { minWidth: 0, '& input': { minWidth: 0, width: '100%' } },
});

interface BoundsProps<Bound> {
  readonly value: readonly Bound[];
  readonly onChange: (value: readonly Bound[]) => void;
  readonly problem: Problem | undefined;
}

interface RowsProps<Bound> extends BoundsProps<Bound> {
  readonly title: string;
  readonly hint: string;
  readonly one: string;
  readonly fresh: Bound;
  readonly row: (bound: Bound, set: (change: Partial<Bound>) => void, index: number) => ReactNode;
}

const Rows = <Bound,>({ title, hint, one, fresh, value, onChange, row }: RowsProps<Bound>) => {
  const styles = useStyles();
  const setAt = (index: number) => (change: Partial<Bound>) => onChange(value.map((bound, at) => (at === index ? { ...bound, ...change } : bound)));
  return (
    <Section
      title={title}
      hint={hint}
      actions={
        <Button size="small" icon={<AddIcon />} onClick={() => onChange([...value, fresh])}>
          Add a {one}
        </Button>
      }
    >
      {value.map((bound, index) => (
        <div key={index} className={styles.row} role="group" aria-label={`${one} ${index + 1}`}>
          <div className={styles.content}>{row(bound, setAt(index), index)}</div>
          <Button
            appearance="subtle"
            icon={<DeleteIcon />}
            aria-label={`Remove ${one} ${index + 1}`}
            onClick={() => onChange(value.filter((_bound, at) => at !== index))}
          />
        </div>
      ))}
    </Section>
  );
};

const periodChoices: Readonly<Record<(typeof limitPeriods)[number], string>> = {
  day: 'a day',
  week: 'a week',
  month: 'a month',
  year: 'a year',
  whole: 'in all',
};

/** How much may be done: each change, and all changes of a period together. */
export const LimitsFields = ({ actions, ...bounds }: BoundsProps<LimitDraft> & { actions: readonly ChoosableAction[] }) => {
  const styles = useStyles();
  const { problem } = bounds;
  return (
    <Rows
      {...bounds}
      title="Amounts"
      hint="Without a limit it may do what you may. A change in another currency than a limit's is refused."
      one="limit"
      fresh={newLimit}
      row={(limit, set, index) => (
        <div className={styles.grid}>
          <ActionsField
            label="About"
            actions={actions}
            chosen={limit.actions}
            problem={problemAt(problem, `limits[${index}].actions`)}
            onChange={(chosen) => set({ actions: chosen })}
          />
          <Field label="Currency" validationMessage={problemAt(problem, `limits[${index}].currency`)}>
            <Input
              className={styles.input}
              maxLength={3}
              value={limit.currency}
              onChange={(_event, data) => set({ currency: data.value.toUpperCase() })}
            />
          </Field>
          <Field label="Each change at most" validationMessage={problemAt(problem, `limits[${index}].perAction`)}>
            <Input
              className={styles.input}
              inputMode="decimal"
              placeholder="e.g. 5000"
              value={limit.perAction}
              onChange={(_event, data) => set({ perAction: data.value })}
            />
          </Field>
          <Field label="All together at most" validationMessage={problemAt(problem, `limits[${index}].cumulative`)}>
            <Input
              className={styles.input}
              inputMode="decimal"
              placeholder="e.g. 20000"
              value={limit.amount}
              onChange={(_event, data) => set({ amount: data.value })}
            />
          </Field>
          <Field label="in">
            <Select
              value={limit.period}
              onChange={(_event, data) => set({ period: limitPeriods.find((period) => period === data.value) ?? limit.period })}
            >
              {limitPeriods.map((period) => (
                <option key={period} value={period}>
                  {periodChoices[period]}
                </option>
              ))}
            </Select>
          </Field>
        </div>
      )}
    />
  );
};

/** When a person has to decide, and who. */
export const RulesFields = ({ choices, ...bounds }: BoundsProps<RuleDraft> & { choices: RuleChoices }) => (
  <Rows
    {...bounds}
    title="When it asks"
    hint="Whatever a rule asks about waits for a person. The agent's own autonomy and the organisation's policy may ask too."
    one="rule"
    fresh={newRule}
    row={(rule, set, index) => <RuleFields rule={rule} set={set} choices={choices} path={`approvalRules[${index}]`} problem={bounds.problem} />}
  />
);

/** Which records it is about. */
export const FiltersFields = (bounds: BoundsProps<FilterDraft>) => {
  const styles = useStyles();
  return (
    <Rows
      {...bounds}
      title="Records"
      hint="Without a filter it sees every record that you see. A filter is OData over one entity set, such as purchaseContracts with category eq 'GOODS'."
      one="filter"
      fresh={{ entitySet: '', filter: '' }}
      row={({ entitySet, filter }, set) => (
        <div className={styles.grid}>
          <Field label="Entity set">
            <Input
              className={styles.input}
              maxLength={80}
              placeholder="purchaseContracts"
              value={entitySet}
              onChange={(_event, data) => set({ entitySet: data.value })}
            />
          </Field>
          <Field
            label="Only where"
            className={styles.filter}
            validationMessage={entitySet === '' ? undefined : problemAt(bounds.problem, `recordFilters.${entitySet.trim()}`)}
          >
            <Input
              className={styles.input}
              maxLength={500}
              placeholder="category eq 'GOODS'"
              value={filter}
              onChange={(_event, data) => set({ filter: data.value })}
            />
          </Field>
        </div>
      )}
    />
  );
};
