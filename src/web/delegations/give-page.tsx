import { Button, Checkbox, Field, Input, Select, Spinner, Text, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { DelegableAgent, NameablePerson } from '../../contracts/delegations.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { ServicePrincipalView } from '../../contracts/service-principals.ts';
import { everyAction } from '../../domain/delegation.ts';
import { systemClock } from '../../kernel/clock.ts';
import { fetchConditionNames, fetchDelegableAgents, fetchPeople, giveDelegation } from '../api/delegation-calls.ts';
import { fetchServiceReach, fetchServices } from '../api/service-calls.ts';
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
import { GiverSection } from './giver-section.tsx';
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

interface Company {
  readonly id: string;
  readonly name: string;
}

interface Choices {
  /** The service that gives it; null: the user herself. */
  readonly service: ServicePrincipalView | null;
  readonly agents: readonly DelegableAgent[];
  readonly companies: readonly Company[];
  readonly people: readonly NameablePerson[];
  readonly conditions: readonly string[];
}

const none = { ok: true as const, value: { value: [] } };

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
      {draft.service === '' && <WhileAwayField value={draft.whileAway} onChange={(whileAway) => set({ whileAway })} />}
    </Section>
  );
};

const What = ({ draft, set, problem, tools, companies }: PartProps & { tools: DelegableAgent['tools']; companies: readonly Company[] }) => {
  const styles = useStyles();
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
          {companies.map(({ id, name }) => (
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

const WhoElse = ({ draft, set, problem, people, service }: PartProps & Pick<Choices, 'people' | 'service'>) => {
  const styles = useStyles();
  const users = people.map(({ oid, name }) => ({ oid, displayName: name }));
  return (
    <Section title="Who answers for it">
      <div className={styles.grid}>
        <Field label="Who decides on what it proposes" validationMessage={problemAt(problem, 'responsible')}>
          <Select value={draft.responsible} onChange={(_event, data) => set({ responsible: data.value })}>
            <option value="">{service ? `${service.owner.name}, who owns ${service.name}` : 'You'}</option>
            {people.map(({ oid, name }) => (
              <option key={oid} value={oid}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <GroupField
          label="Who else may revoke it"
          hint={service ? 'Its owner, whoever decides, and administrators always may.' : 'You, whoever decides, and administrators always may.'}
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

/** The company the user works in, where it can be given, or the only one that can. */
const startingCompany = (companies: readonly Company[], current: string | undefined): string | undefined =>
  companies.find(({ id }) => id === current)?.id ?? (companies.length === 1 ? companies[0]?.id : undefined);

const GiveForm = ({ service, agents, companies, people, conditions }: Choices) => {
  const styles = useStyles();
  const navigate = useNavigate();
  const { company } = useCompany();
  const [draft, setDraft] = useState(() => ({
    ...newDelegation(systemClock.now(), startingCompany(companies, company?.id)),
    service: service?.id ?? '',
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
  const unnamed = service?.owner.name ?? 'you';
  const responsible = draft.responsible === '' ? unnamed : (people.find(({ oid }) => oid === draft.responsible)?.name ?? 'the responsible user');
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
          <What {...part} tools={tools} companies={companies} />
          <LimitsFields value={draft.limits} onChange={(limits) => set({ limits })} problem={problem} actions={actions} />
          <RulesFields
            value={draft.rules}
            onChange={(rules) => set({ rules })}
            problem={problem}
            choices={{ actions, conditions, responsible, people: people.map(({ oid, name }) => ({ oid, displayName: name })) }}
          />
          <FiltersFields value={draft.filters} onChange={(filters) => set({ filters })} problem={problem} />
          <WhoElse {...part} people={people} service={service} />
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

/** The form for one giver: what a service could give is asked for when it is chosen. */
const GiveAs = ({ service }: { service: ServicePrincipalView | null }) => {
  const { me } = useMe();
  const giver = service?.id ?? '';
  const own = async (signal: AbortSignal) => {
    const answer = await fetchDelegableAgents({ signal });
    return answer.ok ? { ...answer, value: { agents: answer.value.value, companies: me.companies } } : answer;
  };
  const reach = useResource(`reach/${giver}`, (signal) => (service ? fetchServiceReach(service.id, { signal }) : own(signal)));
  const people = useResource('people', (signal) => fetchPeople({ signal }));
  const conditions = useResource('conditions', (signal) => fetchConditionNames({ signal }));
  const problem = reach.problem ?? people.problem ?? conditions.problem;
  const [known, others, named] = [reach.value, people.value?.value, conditions.value?.value];
  if (problem) return <ProblemNotice problem={problem} onRetry={reach.reload} />;
  if (!(known && others && named)) return <Spinner label="Reading which agents there are" style={{ marginTop: 60 }} />;
  if (known.agents.length === 0) {
    return (
      <EmptyState icon={<DelegationIcon />} title={`There is no external agent for ${service ? service.owner.name : 'you'}`}>
        An administrator registers external agents and shares each with the people who may give it authority. Ask her to share one with{' '}
        {service ? `${service.owner.name}, who owns ${service.name}` : 'you'}.
      </EmptyState>
    );
  }
  return <GiveForm key={giver} {...known} service={service} people={others} conditions={named.map(({ name }) => name)} />;
};

/** Gives an external agent authority: as whom, to which, for what, where, how long, up to which amounts, and when it asks. */
export const GivePage = () => {
  const { rights } = useMe();
  const services = useResource('services', (signal) => (rights.mayDelegateAsService ? fetchServices({ signal }) : Promise.resolve(none)));
  const [chosen, setChosen] = useState<string>();
  const offered = services.value?.value.filter(({ mayDelegate }) => mayDelegate) ?? [];
  const giver = chosen ?? (rights.mayDelegate ? '' : (offered[0]?.id ?? ''));
  const isRead = services.value !== undefined || services.problem !== undefined;
  if (isRead && !rights.mayDelegate && offered.length === 0) {
    return (
      <EmptyState icon={<DelegationIcon />} title="You cannot give authority" testId="denial">
        For that you need the permission set SMART AGENTS USER, or as an administrator a service that is active. Ask your administrator to assign it
        to you.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader title="Give authority" caption="A new delegation to an external agent" back={{ to: '/delegations', label: 'delegations' }} />
      {services.problem && <ProblemNotice problem={services.problem} onRetry={services.reload} />}
      {!isRead && <Spinner label="Reading who may give it" style={{ marginTop: 60 }} />}
      {offered.length > 0 && <GiverSection services={offered} isSelfOffered={rights.mayDelegate} value={giver} onChange={setChosen} />}
      {isRead && <GiveAs service={offered.find(({ id }) => id === giver) ?? null} />}
    </>
  );
};
