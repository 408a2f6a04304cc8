import { Button, Spinner, Subtitle1, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { fetchTools, fetchUsers } from '../api/admin-calls.ts';
import { fetchConditions, fetchPolicies } from '../api/policy-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { newRule, type RuleDraft } from '../rules/rule-draft.ts';
import { AddIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { ConditionCard, NewCondition } from './condition-cards.tsx';
import { exampleRule, NewPolicy, NoPolicies, PolicyCard } from './policy-rules.tsx';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '8px', margin: '26px 0 10px' },
  title: { flexGrow: 1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const Conditions = ({ conditions }: { conditions: ReturnType<typeof useConditions> }) => {
  const styles = useStyles();
  const [isAdding, setAdding] = useState(false);
  const known = conditions.value?.value ?? [];
  return (
    <section aria-label="Conditions">
      <div className={styles.head}>
        <Subtitle1 as="h2" className={styles.title}>
          Conditions
        </Subtitle1>
        <Button icon={<AddIcon />} disabled={isAdding} onClick={() => setAdding(true)}>
          Name a condition
        </Button>
      </div>
      {isAdding && (
        <NewCondition
          onDone={(isAdded) => {
            setAdding(false);
            if (isAdded) conditions.reload();
          }}
        />
      )}
      {known.length === 0 && !isAdding && (
        <Text className={styles.quiet}>
          None yet. A condition gives a name to a state of records, such as a restricted vendor; rules of the policy and of delegations can ask where
          it holds.
        </Text>
      )}
      {known.map((condition) => (
        <ConditionCard key={`${condition.id}/${condition.revision}`} condition={condition} onChanged={conditions.reload} />
      ))}
    </section>
  );
};

const useConditions = () => useResource('admin-conditions', (signal) => fetchConditions({ signal }));

/** The tenant's policy: rules that ask for review whatever agent acts, and the conditions they look at. */
export const PolicyPage = () => {
  const policies = useResource('policies', (signal) => fetchPolicies({ signal }));
  const conditions = useConditions();
  const tools = useResource('tools', (signal) => fetchTools({ signal }));
  const users = useResource('users', (signal) => fetchUsers({ signal }));
  const [start, setStart] = useState<RuleDraft>();
  const problem = policies.problem ?? conditions.problem ?? tools.problem ?? users.problem;
  const choices = {
    actions: (tools.value?.value ?? []).filter(({ writes }) => writes).map(({ tool, title }) => ({ name: tool, title })),
    conditions: (conditions.value?.value ?? []).map(({ name }) => name),
    people: users.value?.value ?? [],
    responsible: 'the responsible user',
  };
  const known = policies.value?.value;
  return (
    <>
      <PageHeader
        title="Policy"
        caption="When a person decides, whatever agent acts"
        actions={
          <Button appearance="primary" icon={<AddIcon />} disabled={start !== undefined} onClick={() => setStart(newRule)}>
            Add a rule
          </Button>
        }
      />
      {problem && <ProblemNotice problem={problem} onRetry={policies.reload} />}
      {!known && policies.isLoading && <Spinner label="Reading the policy" style={{ marginTop: 60 }} />}
      {start && (
        <NewPolicy
          key={start.name}
          start={start}
          choices={choices}
          onDone={(isAdded) => {
            setStart(undefined);
            if (!isAdded) return;
            policies.reload();
            conditions.reload();
          }}
        />
      )}
      {known?.length === 0 && !start && <NoPolicies onTake={() => setStart(exampleRule)} />}
      {known?.map((policy) => (
        <PolicyCard key={`${policy.id}/${policy.revision}`} policy={policy} choices={choices} onChanged={policies.reload} />
      ))}
      {known && <Conditions conditions={conditions} />}
    </>
  );
};
