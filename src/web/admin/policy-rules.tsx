import { Button, Switch, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { PolicyView } from '../../contracts/policies.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { Answer } from '../api/answer.ts';
import { createPolicy, updatePolicy } from '../api/policy-calls.ts';
import { draftOf, isWholeRule, newRule, ruleOf, type RuleDraft } from '../rules/rule-draft.ts';
import { RuleFields, type RuleChoices } from '../rules/rule-fields.tsx';
import { actionsWords, approverWords, whenWords } from '../rules/rule-words.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { Facts } from '../shared/facts.tsx';
import { besideFields } from '../shared/field-problems.ts';
import { PolicyIcon } from '../shared/icons.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { WaitingHere } from './waiting-here.tsx';
import { useTellSaved } from './waiting.tsx';

const useStyles = makeStyles({ foot: { display: 'flex', gap: '8px', marginTop: '12px' }, example: { display: 'block', marginTop: '8px' } });

/** A rule that shows what a policy is for. */
export const exampleRule: RuleDraft = {
  ...newRule,
  name: 'Orders above 5,000 EUR need a second person',
  actions: ['create_purchase_order_draft'],
  amount: '5000',
  currency: 'EUR',
};

interface RuleFormProps {
  readonly saved: RuleDraft;
  readonly choices: RuleChoices;
  readonly label: string;
  readonly isNamed?: boolean;
  readonly onSave: (rule: RuleDraft) => Promise<Answer<PolicyView>>;
  readonly onCancel: () => void;
}

const RuleForm = ({ saved, choices, label, isNamed = false, onSave, onCancel }: RuleFormProps) => {
  const styles = useStyles();
  const [rule, setRule] = useState(saved);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const answer = await onSave(rule);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
  };
  return (
    <>
      <RuleFields
        rule={rule}
        choices={choices}
        path="rule"
        problem={problem}
        isNamed={isNamed}
        set={(change) => setRule((before) => ({ ...before, ...change }))}
      />
      {problem && <ProblemNotice problem={besideFields(problem, ['rule'])} />}
      <div className={styles.foot}>
        <Button appearance="primary" disabled={!isWholeRule(rule) || isBusy} onClick={() => void save()}>
          {label}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
};

interface PolicyCardProps {
  readonly policy: PolicyView;
  readonly choices: RuleChoices;
  readonly onChanged: () => void;
}

/** One rule: what it asks about, when, who decides, and whether it is on. */
export const PolicyCard = ({ policy, choices, onChanged }: PolicyCardProps) => {
  const tellSaved = useTellSaved();
  const [isEditing, setEditing] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { rule, enabled } = policy;
  const change = async (body: Parameters<typeof updatePolicy>[1], words: string) => {
    const answer = await updatePolicy(policy, body);
    if (answer.ok) {
      tellSaved(answer, words);
      setEditing(false);
      onChanged();
    }
    return answer;
  };
  const toggle = async () => {
    const answer = await change({ enabled: !enabled }, enabled ? `${rule.name} is off.` : `${rule.name} is on. It asks from the next call on.`);
    setProblem(answer.ok ? undefined : answer.problem);
  };
  const save = (draft: RuleDraft) => {
    const { actions, when, approver } = ruleOf(draft);
    return change({ rule: { actions, when, approver } }, 'Saved. It is in force now.');
  };
  return (
    <Section
      title={rule.name}
      actions={
        <>
          <Switch
            checked={enabled}
            label={enabled ? 'On' : 'Off'}
            aria-label={`${rule.name}: ${enabled ? 'on' : 'off'}`}
            onChange={() => void toggle()}
          />
          {!isEditing && (
            <Button size="small" aria-label={`Change ${rule.name}`} onClick={() => setEditing(true)}>
              Change
            </Button>
          )}
        </>
      }
    >
      <WaitingHere subjectId={policy.id} />
      {problem && <ProblemNotice problem={problem} onRetry={onChanged} retryLabel="Load it again" />}
      {isEditing ? (
        <RuleForm saved={draftOf(rule)} choices={choices} label="Save" isNamed onSave={save} onCancel={() => setEditing(false)} />
      ) : (
        <Facts
          facts={[
            { label: 'About', value: actionsWords(rule.actions) },
            { label: 'Asks', value: whenWords(rule) },
            { label: 'Decides', value: approverWords(rule) },
          ]}
        />
      )}
    </Section>
  );
};

/** Adds a rule, starting from the one that is given. */
export const NewPolicy = ({ start, choices, onDone }: { start: RuleDraft; choices: RuleChoices; onDone: (isAdded: boolean) => void }) => {
  const tellSaved = useTellSaved();
  const add = async (rule: RuleDraft) => {
    const answer = await createPolicy({ rule: ruleOf(rule) });
    if (answer.ok) {
      tellSaved(answer, `${answer.value.rule.name} is in force from the next call on.`);
      onDone(true);
    }
    return answer;
  };
  return (
    <Section title="New rule">
      <RuleForm saved={start} choices={choices} label="Add the rule" onSave={add} onCancel={() => onDone(false)} />
    </Section>
  );
};

/** Stands where there is no rule, with one that can be taken over. */
export const NoPolicies = ({ onTake }: { onTake: () => void }) => {
  const styles = useStyles();
  return (
    <EmptyState
      icon={<PolicyIcon />}
      title="No rules yet"
      actions={
        <Button appearance="primary" onClick={onTake}>
          Take over the example
        </Button>
      }
    >
      A rule asks for a person's decision whatever agent acts, and can name a second person. What it asks about waits under Approvals.
      <Text className={styles.example} weight="semibold">
        For example: {exampleRule.name}.
      </Text>
    </EmptyState>
  );
};
