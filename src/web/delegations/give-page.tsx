import { Button, Checkbox, Field, Input, Select, Spinner, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { DelegableAgent, NameablePerson } from '../../contracts/delegations.ts';
import type { Problem } from '../../contracts/problem.ts';
import { everyAction } from '../../domain/delegation.ts';
import { systemClock } from '../../kernel/clock.ts';
import { fetchConditionNames, fetchDelegableAgents, fetchPeople, giveDelegation } from '../api/delegation-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { besideFields, problemAt } from '../shared/field-problems.ts';
import { GroupField } from '../shared/group-field.tsx';
import { DelegationIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { PeoplePicker } from '../shared/people-picker.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useCompany } from '../shell/company.tsx';
import { useMe } from '../shell/me.tsx';
import { FiltersFields, LimitsFields, RulesFields } from './bound-fields.tsx';
import { WhileAwayField } from './delegation-dialogs.tsx';
import { delegationOf, formPaths, newDelegation, type DelegationDraft } from './delegation-draft.ts';

const useStyles = makeStyles({
  form: { maxWidth: '980px' },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))', gap: '12px 20px', alignItems: 'start' },
  wide: { gridColumn: '1 / -1' },
  boxes: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))', gap: '0 14px' },
  box: { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0 },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginTop: '12px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface PartProps {
  readonly draft: DelegationDraft;
  readonly set: (change: Partial<DelegationDraft>) => void;
  readonly problem: Problem | undefined;
}

const toggled = (list: readonly string[], value: string, isIn: boolean): string[] => [
  ...list.filter((one) => one !== value),
  ...(isIn ? [value] : []),
];

const ToWhom = ({ draft, set, problem, agents }: PartProps & { agents: readonly DelegableAgent[] }) => {
  const styles = useStyles();
  const agent = agents.find(({ id }) => id === draft.agentId);
  return (
    <Section title="To whom, and for what">
      <div className={styles.grid}>
        <Field label="Agent" required hint={agent?.description} validationMessage={problemAt(problem, 'agentId')}>
          <Select value={draft.agentId} onChange={(_event, data) => set({ agentId: data.value, actions: [], limits: [], rules: [] })}>
            <option value="">Choose one</option>
            {agents.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Workflow" required hint="What it is given for, in your words." validationMessage={problemAt(problem, 'workflow')}>
          <Input maxLength={120} placeholder="Weekly reordering" value={draft.workflow} onChange={(_event, data) => set({ workflow: data.value })} />
        </Field>
        <Field label="Last day" required validationMessage={problemAt(problem, 'validTo')}>
          <Input type="date" value={draft.lastDay} onChange={(_event, data) => set({ lastDay: data.value })} />
        </Field>
        <Field className={styles.wide} label="Reason" required hint="Kept in the change log." validationMessage={problemAt(problem, 'reason')}>
          <Textarea maxLength={400} rows={2} resize="vertical" value={draft.reason} onChange={(_event, data) => set({ reason: data.value })} />
        </Field>
      </div>
      <WhileAwayField value={draft.whileAway} onChange={(whileAway) => set({ whileAway })} />
    </Section>
  );
};

const What = ({ draft, set, problem, tools }: PartProps & { tools: DelegableAgent['tools'] }) => {
  const styles = useStyles();
  const { me } = useMe();
  const isEvery = draft.actions.includes(everyAction);
  return (
    <Section title="What it may do, and where">
      <GroupField label="Actions" isRequired problem={problemAt(problem, 'actions')}>
        <Checkbox
          label="Whatever the agent can, now and later"
          checked={isEvery}
          onChange={(_event, data) => set({ actions: data.checked === true ? [everyAction] : [] })}
        />
        <div className={styles.boxes}>
          {tools.map(({ name, title, operation, commitment }) => (
            <span key={name} className={styles.box}>
              <Checkbox
                label={title}
                disabled={isEvery}
                checked={isEvery || draft.actions.includes(name)}
                onChange={(_event, data) => set({ actions: toggled(draft.actions, name, data.checked === true) })}
              />
              {operation !== 'read' && (
                <StatusTag status={commitment === 'binding' ? 'execute' : 'ask'} label={commitment ?? operation} size="small" />
              )}
            </span>
          ))}
        </div>
      </GroupField>
      <GroupField label="Companies" isRequired problem={problemAt(problem, 'companies')}>
        <div className={styles.boxes}>
          {me.companies.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={draft.companies.includes(id)}
              onChange={(_event, data) => set({ companies: toggled(draft.companies, id, data.checked === true) })}
            />
          ))}
        </div>
      </GroupField>
    </Section>
  );
};

const WhoElse = ({ draft, set, problem, people }: PartProps & { people: readonly NameablePerson[] }) => {
  const styles = useStyles();
  const users = people.map(({ oid, name }) => ({ oid, displayName: name }));
  return (
    <Section title="Who answers for it">
      <div className={styles.grid}>
        <Field label="Who decides on what it proposes" validationMessage={problemAt(problem, 'responsible')}>
          <Select value={draft.responsible} onChange={(_event, data) => set({ responsible: data.value })}>
            <option value="">You</option>
            {people.map(({ oid, name }) => (
              <option key={oid} value={oid}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <GroupField
          label="Who else may revoke it"
          hint="You, whoever decides, and administrators always may."
          problem={problemAt(problem, 'revokers')}
        >
          <PeoplePicker
            users={users}
            label="People who may revoke it"
            addLabel="Add a person who may revoke it"
            chosen={draft.revokers}
            onChange={(revokers) => set({ revokers })}
          />
        </GroupField>
      </div>
    </Section>
  );
};

interface Choices {
  readonly agents: readonly DelegableAgent[];
  readonly people: readonly NameablePerson[];
  readonly conditions: readonly string[];
}

const GiveForm = ({ agents, people, conditions }: Choices) => {
  const styles = useStyles();
  const navigate = useNavigate();
  const { company } = useCompany();
  const [draft, setDraft] = useState(() => ({
    ...newDelegation(systemClock.now(), company?.id),
    agentId: agents.length === 1 ? (agents[0]?.id ?? '') : '',
  }));
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const set = (change: Partial<DelegationDraft>) => setDraft((before) => ({ ...before, ...change }));
  const tools = agents.find(({ id }) => id === draft.agentId)?.tools ?? [];
  const actions = tools.filter(({ operation }) => operation !== 'read');
  const wanted = delegationOf(draft);
  const give = async () => {
    if (!wanted) return;
    setBusy(true);
    const answer = await giveDelegation(wanted);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) void navigate(`/delegations/${answer.value.id}`, { state: { isNew: true } });
  };
  const part = { draft, set, problem };
  const responsible = draft.responsible === '' ? 'you' : (people.find(({ oid }) => oid === draft.responsible)?.name ?? 'the responsible user');
  return (
    <form
      className={styles.form}
      aria-label="Give authority"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <ToWhom {...part} agents={agents} />
      {draft.agentId !== '' && (
        <>
          <What {...part} tools={tools} />
          <LimitsFields value={draft.limits} onChange={(limits) => set({ limits })} problem={problem} actions={actions} />
          <RulesFields
            value={draft.rules}
            onChange={(rules) => set({ rules })}
            problem={problem}
            choices={{ actions, conditions, responsible, people: people.map(({ oid, name }) => ({ oid, displayName: name })) }}
          />
          <FiltersFields value={draft.filters} onChange={(filters) => set({ filters })} problem={problem} />
          <WhoElse {...part} people={people} />
        </>
      )}
      {problem && <ProblemNotice problem={besideFields(problem, formPaths)} />}
      <div className={styles.foot}>
        <Button type="submit" appearance="primary" disabled={!wanted || isBusy}>
          Give authority
        </Button>
        <Button onClick={() => void navigate('/delegations')}>Cancel</Button>
        {!wanted && (
          <Text size={200} className={styles.quiet}>
            Choose an agent, at least one action and one company, and say what for and why. A limit needs an amount, a filter both its fields.
          </Text>
        )}
      </div>
    </form>
  );
};

/** Gives an external agent authority: to which, for what, where, how long, up to which amounts, and when it asks. */
export const GivePage = () => {
  const { rights } = useMe();
  const agents = useResource('external-agents', (signal) => fetchDelegableAgents({ signal }));
  const people = useResource('people', (signal) => fetchPeople({ signal }));
  const conditions = useResource('conditions', (signal) => fetchConditionNames({ signal }));
  const problem = agents.problem ?? people.problem ?? conditions.problem;
  const [known, others, named] = [agents.value?.value, people.value?.value, conditions.value?.value];
  if (!rights.mayDelegate) {
    return (
      <EmptyState icon={<DelegationIcon />} title="You cannot give authority" testId="denial">
        For that you need the permission set SMART AGENTS USER. Ask your administrator to assign it to you.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader title="Give authority" caption="A new delegation to an external agent" back={{ to: '/delegations', label: 'delegations' }} />
      {problem && <ProblemNotice problem={problem} onRetry={agents.reload} />}
      {!problem && !(known && others && named) && <Spinner label="Reading which agents there are" style={{ marginTop: 60 }} />}
      {known?.length === 0 && (
        <EmptyState icon={<DelegationIcon />} title="There is no external agent for you">
          An administrator registers external agents and shares each with the people who may give it authority. Ask her to share one with you.
        </EmptyState>
      )}
      {known && known.length > 0 && others && named && <GiveForm agents={known} people={others} conditions={named.map(({ name }) => name)} />}
    </>
  );
};
