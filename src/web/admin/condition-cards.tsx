import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ConditionView, CreateCondition } from '../../contracts/policies.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { Answer } from '../api/answer.ts';
import { createCondition, updateCondition } from '../api/policy-calls.ts';
import { besideFields, problemAt } from '../shared/field-problems.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { WaitingHere } from './waiting-here.tsx';
import { useTellSaved } from './waiting.tsx';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))', gap: '10px 16px', alignItems: 'start' },
  foot: { display: 'flex', gap: '8px', marginTop: '12px' },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3, marginTop: '8px' },
});

interface ConditionFormProps {
  readonly saved: CreateCondition;
  readonly label: string;
  /** Name and entity set of one that stands stay as they are. */
  readonly isNamed?: boolean;
  readonly onSave: (wanted: CreateCondition) => Promise<Answer<ConditionView>>;
  readonly onCancel?: () => void;
}

const ConditionForm = ({ saved, label, isNamed = false, onSave, onCancel }: ConditionFormProps) => {
  const styles = useStyles();
  const [wanted, setWanted] = useState(saved);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const set = (change: Partial<CreateCondition>) => setWanted((before) => ({ ...before, ...change }));
  const save = async () => {
    setBusy(true);
    const answer = await onSave(wanted);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
  };
  const isWhole = Object.values(wanted).every((text) => text.trim() !== '');
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(saved);
  return (
    <>
      <div className={styles.grid}>
        {!isNamed && (
          <>
            <Field label="Name of the condition" validationMessage={problemAt(problem, 'name')}>
              <Input maxLength={80} placeholder="Restricted vendor" value={wanted.name} onChange={(_event, data) => set({ name: data.value })} />
            </Field>
            <Field label="Entity set" validationMessage={problemAt(problem, 'entitySet')}>
              <Input maxLength={80} placeholder="vendors" value={wanted.entitySet} onChange={(_event, data) => set({ entitySet: data.value })} />
            </Field>
          </>
        )}
        <Field label="Holds where" hint="OData, over the records a change rests on." validationMessage={problemAt(problem, 'filter')}>
          <Input maxLength={500} placeholder="blocked ne ' '" value={wanted.filter} onChange={(_event, data) => set({ filter: data.value })} />
        </Field>
      </div>
      {problem && <ProblemNotice problem={besideFields(problem, ['name', 'entitySet', 'filter'])} />}
      <div className={styles.foot}>
        <Button appearance="primary" disabled={!isWhole || !isChanged || isBusy} onClick={() => void save()}>
          {label}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </>
  );
};

/** One named condition: over which records it looks, where it holds, and which rules look at it. */
export const ConditionCard = ({ condition, onChanged }: { condition: ConditionView; onChanged: () => void }) => {
  const styles = useStyles();
  const tellSaved = useTellSaved();
  const { name, entitySet, filter, usedBy } = condition;
  const save = async (wanted: CreateCondition) => {
    const answer = await updateCondition(condition, wanted.filter.trim());
    if (answer.ok) {
      tellSaved(answer, 'Saved. It is in force now.');
      onChanged();
    }
    return answer;
  };
  return (
    <Section title={name} hint={`Over ${entitySet}.`}>
      <WaitingHere subjectId={condition.id} />
      <ConditionForm saved={{ name, entitySet, filter }} label="Save" isNamed onSave={save} />
      <Text size={200} className={styles.quiet}>
        {usedBy.length === 0
          ? 'No rule of the policy looks at it.'
          : `Rules that look at it: ${usedBy.join(', ')}. A change waits for a second admin.`}
      </Text>
    </Section>
  );
};

/** Names a condition. */
export const NewCondition = ({ onDone }: { onDone: (isAdded: boolean) => void }) => {
  const tellSaved = useTellSaved();
  const add = async ({ name, entitySet, filter }: CreateCondition) => {
    const answer = await createCondition({ name: name.trim(), entitySet: entitySet.trim(), filter: filter.trim() });
    if (answer.ok) {
      tellSaved(answer, `${answer.value.name} is there.`);
      onDone(true);
    }
    return answer;
  };
  return (
    <Section title="New condition">
      <ConditionForm saved={{ name: '', entitySet: '', filter: '' }} label="Add the condition" onSave={add} onCancel={() => onDone(false)} />
    </Section>
  );
};
