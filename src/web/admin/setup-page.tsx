import { Field, Input, Select, Spinner, Text, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { autonomies, tiers, updateSetupSchema, type SetupView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { fetchSetup, updateSetup } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { inWords } from '../shared/format.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { useMe } from '../shell/me.tsx';
import { BindingExceptions } from './binding-exceptions.tsx';
import { RetentionRuns } from './retention-runs.tsx';
import { SaveBar } from './save-bar.tsx';
import { tierWords } from './setting-words.ts';
import { useDraft, type Draft } from './use-draft.ts';
import { WaitingHere } from './waiting-here.tsx';
import { useTellSaved } from './waiting.tsx';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', alignItems: 'start', gap: '14px 20px' },
});

type NumberField =
  'agentRequestsPerMinute' | 'idempotencyKeyHours' | 'logRetentionDays' | 'transcriptRetentionDays' | 'approvalMinutes' | 'maxToolCallsPerTurn';

/** The schema's own words for a field at fault; undefined where it is fine. */
const faultOf = (draft: Draft<SetupView>, field: keyof SetupView): string | undefined => {
  const { revision: _revision, ...wanted } = draft.changes;
  return updateSetupSchema.safeParse(wanted).error?.issues.find((issue) => issue.path[0] === field)?.message;
};

const Days = ({ draft, field, label, hint }: { draft: Draft<SetupView>; field: NumberField; label: string; hint: string }) => {
  const fault = faultOf(draft, field);
  return (
    <Field label={label} hint={hint} {...(fault === undefined ? {} : { validationMessage: fault })}>
      <Input type="number" value={String(draft.value[field])} onChange={(_event, data) => draft.set({ [field]: Math.trunc(Number(data.value)) })} />
    </Field>
  );
};

const NewAgents = ({ draft }: { draft: Draft<SetupView> }) => {
  const styles = useStyles();
  const { value, set } = draft;
  return (
    <Section title="New agents">
      <div className={styles.grid}>
        <Field label="Autonomy" hint="New agents start here.">
          <Select
            value={value.defaultAutonomy}
            onChange={(_event, data) => set({ defaultAutonomy: autonomies.find((one) => one === data.value) ?? value.defaultAutonomy })}
          >
            {autonomies.map((autonomy) => (
              <option key={autonomy} value={autonomy}>
                {inWords(autonomy)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Tier" hint="One credit is 10,000 input or 5,000 output tokens at Smart.">
          <Select
            value={value.defaultTier}
            onChange={(_event, data) => set({ defaultTier: tiers.find((one) => one === data.value) ?? value.defaultTier })}
          >
            {tiers.map((tier) => (
              <option key={tier} value={tier}>
                {tierWords[tier]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </Section>
  );
};

const Limits = ({ draft }: { draft: Draft<SetupView> }) => {
  const styles = useStyles();
  const { value, set } = draft;
  const budgetFault = faultOf(draft, 'dailyUserCredits');
  return (
    <>
      <Section title="Limits">
        <div className={styles.grid}>
          <Field label="Credits per user and day" hint="Empty: no limit." {...(budgetFault === undefined ? {} : { validationMessage: budgetFault })}>
            <Input
              value={value.dailyUserCredits ?? ''}
              inputMode="decimal"
              onChange={(_event, data) => set({ dailyUserCredits: data.value.trim() === '' ? null : data.value.trim() })}
            />
          </Field>
          <Days draft={draft} field="maxToolCallsPerTurn" label="Tool calls per turn" hint="Beyond it the turn ends and says so." />
          <Days
            draft={draft}
            field="agentRequestsPerMinute"
            label="Requests per external agent and minute"
            hint="On each node. Beyond it the agent is told to wait."
          />
          <Days
            draft={draft}
            field="idempotencyKeyHours"
            label="Hours an Idempotency-Key is known"
            hint="A request of an external agent that is sent again in this time is answered, not done again."
          />
          <Days draft={draft} field="approvalMinutes" label="Minutes until a proposal expires" hint="Nothing is written when it expires." />
        </div>
      </Section>
      <Section title="Retention">
        <div className={styles.grid}>
          <Days
            draft={draft}
            field="logRetentionDays"
            label="Tool-call log, days"
            hint="365 days to 7 years. Longer holds at once, shorter after seven days; the database itself refuses to delete younger rows."
          />
          <Days draft={draft} field="transcriptRetentionDays" label="Conversations, days" hint="What proves the work stays in the log." />
        </div>
        <RetentionRuns revision={draft.value.revision} />
      </Section>
    </>
  );
};

const SetupCard = ({ setup, onChanged, onReload }: { setup: SetupView; onChanged: (setup: SetupView) => void; onReload: () => void }) => {
  const tellSaved = useTellSaved();
  const { me } = useMe();
  const draft = useDraft(setup);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const { value, set } = draft;
  const save = async () => {
    const { revision: _revision, ...wanted } = draft.changes;
    setSaving(true);
    const answer = await updateSetup(setup.revision, wanted);
    setSaving(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    draft.reset();
    onChanged(answer.value);
    tellSaved(answer, 'Saved. It is in force now.');
  };
  return (
    <>
      <PageHeader title="Setup" caption="Defaults and limits for the whole tenant" />
      <WaitingHere subjectId={me.tenant.id} />
      <NewAgents draft={draft} />
      <Limits draft={draft} />
      <Section
        title="Binding writes that need no Confirm"
        hint="A binding write asks at every autonomy, unless it is allowed here for one tool on one agent."
      >
        <BindingExceptions value={value.bindingWithoutAsk} onChange={(bindingWithoutAsk) => set({ bindingWithoutAsk })} />
      </Section>
      {problem === undefined && draft.isChanged && <Text size={200}>Every change is kept in the change log.</Text>}
      <SaveBar
        isChanged={draft.isChanged}
        isSaving={isSaving}
        problem={problem}
        onSave={() => void save()}
        onReset={draft.reset}
        onReload={onReload}
      />
    </>
  );
};

/** The tenant's defaults: for new agents, budgets, approvals, retention. */
export const SetupPage = () => {
  const setup = useResource('setup', (signal) => fetchSetup({ signal }));
  if (setup.value) return <SetupCard key={setup.value.revision} setup={setup.value} onChanged={setup.put} onReload={setup.reload} />;
  return setup.problem ? (
    <ProblemNotice problem={setup.problem} onRetry={setup.reload} />
  ) : (
    <Spinner label="Reading the setup" style={{ marginTop: 60 }} />
  );
};
