import { Field, Input, makeStyles } from '@fluentui/react-components';
import { updateAgentSchema, type AgentView } from '../../contracts/admin.ts';
import { credits } from '../shared/format.ts';
import { Section } from '../shared/section.tsx';
import type { Draft } from './use-draft.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: '12px 20px', alignItems: 'start' },
});

interface LimitProps {
  readonly draft: Draft<AgentView>;
  readonly field: 'dailyCredits' | 'monthlyCredits';
  readonly label: string;
  readonly used: string;
}

const Limit = ({ draft, field, label, used }: LimitProps) => {
  const fault = updateAgentSchema.safeParse({ [field]: draft.value[field] }).error?.issues[0]?.message;
  return (
    <Field label={label} hint={`${used} Empty: no limit.`} {...(fault === undefined ? {} : { validationMessage: fault })}>
      <Input
        value={draft.value[field] ?? ''}
        inputMode="decimal"
        onChange={(_event, data) => draft.set({ [field]: data.value.trim() === '' ? null : data.value.trim() })}
      />
    </Field>
  );
};

/** What the agent may spend, over everyone it acts for, and what it has spent. */
export const AgentBudget = ({ draft }: { draft: Draft<AgentView> }) => {
  const { day, month } = draft.value.creditsUsed;
  return (
    <Section title="Budget" hint="Credits of this agent alone, whoever it acts for. A call that would go beyond is refused. Days and months are UTC.">
      <div className={useStyles().grid}>
        <Limit draft={draft} field="dailyCredits" label="Credits per day" used={`${credits(day)} used today.`} />
        <Limit draft={draft} field="monthlyCredits" label="Credits per month" used={`${credits(month)} used this month.`} />
      </div>
    </Section>
  );
};
