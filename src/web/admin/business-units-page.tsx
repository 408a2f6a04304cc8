import { Button, Checkbox, Field, Input, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import type { BusinessUnitView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import type { Answer } from '../api/answer.ts';
import { createBusinessUnit, fetchBusinessUnits, updateBusinessUnit } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { AddIcon, BusinessUnitIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { useMe } from '../shell/me.tsx';
import { WaitingHere } from './waiting-here.tsx';
import { useTellSaved } from './waiting.tsx';

const useStyles = makeStyles({
  companies: { display: 'flex', flexWrap: 'wrap', gap: '0 14px', margin: '6px 0' },
  agents: { display: 'flex', flexWrap: 'wrap', gap: '6px 14px', marginTop: '8px' },
  actions: { display: 'flex', gap: '8px', marginTop: '10px' },
});

type Wanted = Pick<BusinessUnitView, 'name' | 'companies'>;

interface UnitFormProps {
  readonly saved: Wanted;
  readonly label: string;
  readonly onSave: (wanted: Wanted) => Promise<Answer<BusinessUnitView>>;
  readonly onCancel?: () => void;
}

const UnitForm = ({ saved, label, onSave, onCancel }: UnitFormProps) => {
  const styles = useStyles();
  const { me } = useMe();
  const [wanted, setWanted] = useState<Wanted>(saved);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(saved);
  const hidden = wanted.companies.filter((id) => !me.companies.some((company) => company.id === id)).length;
  const toggle = (id: string, isIn: boolean) =>
    setWanted((before) => ({ ...before, companies: [...before.companies.filter((one) => one !== id), ...(isIn ? [id] : [])].sort() }));
  const save = async () => {
    setBusy(true);
    const answer = await onSave(wanted);
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setWanted({ name: answer.value.name, companies: answer.value.companies });
  };
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <Field label="Name" required>
        <Input value={wanted.name} maxLength={80} onChange={(_event, data) => setWanted((before) => ({ ...before, name: data.value }))} />
      </Field>
      <div className={styles.companies} role="group" aria-label="Companies">
        {me.companies.map((company) => (
          <Checkbox
            key={company.id}
            label={company.name}
            checked={wanted.companies.includes(company.id)}
            onChange={(_event, data) => toggle(company.id, data.checked === true)}
          />
        ))}
      </div>
      {hidden > 0 && <Text size={200}>And {hidden} more that the ERP does not show you.</Text>}
      <div className={styles.actions}>
        <Button appearance="primary" disabled={!isChanged || isBusy || wanted.name.trim() === ''} onClick={() => void save()}>
          {label}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </>
  );
};

const UnitCard = ({ unit, onChanged }: { unit: BusinessUnitView; onChanged: () => void }) => {
  const styles = useStyles();
  const tellSaved = useTellSaved();
  const save = async (wanted: Wanted) => {
    const answer = await updateBusinessUnit(unit, wanted);
    if (answer.ok) {
      tellSaved(answer, 'Saved. It is in force now.');
      onChanged();
    }
    return answer;
  };
  return (
    <Section title={unit.name}>
      <WaitingHere subjectId={unit.id} />
      <UnitForm saved={{ name: unit.name, companies: unit.companies }} label="Save" onSave={save} />
      <div className={styles.agents}>
        <Text size={200}>{unit.agents.length === 0 ? 'No agent belongs to it.' : 'Agents:'}</Text>
        {unit.agents.map((agent) => (
          <Link key={agent.id} to={`/admin/agents/${agent.id}`}>
            {agent.name}
          </Link>
        ))}
      </div>
    </Section>
  );
};

/** The groups of companies that the tenant has named; agents belong to one of them, or to the whole organisation. */
export const BusinessUnitsPage = () => {
  const tellSaved = useTellSaved();
  const units = useResource('business-units', (signal) => fetchBusinessUnits({ signal }));
  const [isAdding, setAdding] = useState(false);
  const add = async (wanted: Wanted) => {
    const answer = await createBusinessUnit(wanted);
    if (answer.ok) {
      tellSaved(answer, `${answer.value.name} is there.`);
      setAdding(false);
      units.reload();
    }
    return answer;
  };
  return (
    <>
      <PageHeader
        title="Business units"
        caption="Groups of companies that agents belong to"
        actions={
          <Button appearance="primary" icon={<AddIcon />} disabled={isAdding} onClick={() => setAdding(true)}>
            Name a group
          </Button>
        }
      />
      {units.problem && <ProblemNotice problem={units.problem} onRetry={units.reload} />}
      {!units.value && units.isLoading && <Spinner label="Reading the business units" style={{ marginTop: 60 }} />}
      {isAdding && (
        <Section title="New business unit">
          <UnitForm saved={{ name: '', companies: [] }} label="Add" onSave={add} onCancel={() => setAdding(false)} />
        </Section>
      )}
      {units.value?.value.length === 0 && !isAdding && (
        <EmptyState icon={<BusinessUnitIcon />} title="No business units yet">
          Name a group of companies to say where an agent belongs.
        </EmptyState>
      )}
      {units.value?.value.map((unit) => (
        <UnitCard key={`${unit.id}/${unit.revision}`} unit={unit} onChanged={units.reload} />
      ))}
    </>
  );
};
