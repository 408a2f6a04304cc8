import {
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Radio,
  RadioGroup,
  Select,
  Spinner,
  Textarea,
  makeStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import {
  autonomies,
  clientAuthentications,
  tiers,
  type AgentView,
  type BusinessUnitView,
  type ToolConfigView,
  type UpdateAgent,
  type UserView,
} from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { fetchAdminAgent, fetchBusinessUnits, fetchTools, fetchUsers, updateAgent } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { inWords } from '../shared/format.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { PeoplePicker } from '../shared/people-picker.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { AgentBudget } from './agent-budget.tsx';
import { AgentIdentity } from './agent-identity.tsx';
import { CredentialsSection } from './credentials-section.tsx';
import { ExecuteGrantsEditor } from './execute-grants-editor.tsx';
import { ClosedMoves, LifecycleMenu } from './lifecycle-menu.tsx';
import { SaveBar } from './save-bar.tsx';
import { tierWords, autonomyEffects } from './setting-words.ts';
import { ToolLinksEditor } from './tool-links-editor.tsx';
import { useDraft, type Draft } from './use-draft.ts';
import { VersionsList } from './versions-list.tsx';
import { WaitingHere } from './waiting-here.tsx';
import { useTellSaved } from './waiting.tsx';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: '12px 20px', alignItems: 'start' },
  wide: { gridColumn: '1 / -1' },
});

const NobodyMayUse = () => (
  <MessageBar intent="warning" layout="multiline" style={{ marginBottom: 10 }}>
    <MessageBarBody>
      <MessageBarTitle>Nobody may use this agent.</MessageBarTitle>
      An empty list allows nobody. Add the people who should see it in their panel.
    </MessageBarBody>
  </MessageBar>
);

const General = ({ draft }: { draft: Draft<AgentView> }) => {
  const styles = useStyles();
  const { value, set } = draft;
  return (
    <Section title="General">
      <div className={styles.grid}>
        <Field label="Name" required>
          <Input value={value.name} maxLength={80} onChange={(_event, data) => set({ name: data.value })} />
        </Field>
        <Field label="Tier" hint="What a model call costs, as a factor.">
          <Select value={value.tier} onChange={(_event, data) => set({ tier: tiers.find((tier) => tier === data.value) ?? value.tier })}>
            {tiers.map((tier) => (
              <option key={tier} value={tier}>
                {tierWords[tier]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Description" className={styles.wide} hint="What people read before they choose it.">
          <Textarea value={value.description} maxLength={400} resize="vertical" onChange={(_event, data) => set({ description: data.value })} />
        </Field>
      </div>
    </Section>
  );
};

const Autonomy = ({ draft }: { draft: Draft<AgentView> }) => (
  <Section
    title="Autonomy"
    hint="The most this agent may do by itself. Whatever it is, it never does more than the user's own ERP rights allow, and a binding write always asks."
  >
    <RadioGroup
      value={draft.value.autonomy}
      aria-label="Autonomy"
      onChange={(_event, data) => draft.set({ autonomy: autonomies.find((one) => one === data.value) ?? draft.value.autonomy })}
    >
      {autonomies.map((autonomy) => (
        <Radio
          key={autonomy}
          value={autonomy}
          label={
            <>
              <b style={{ fontWeight: 600 }}>{inWords(autonomy)}</b>: {autonomyEffects[autonomy]}
            </>
          }
        />
      ))}
    </RadioGroup>
  </Section>
);

const Instructions = ({ draft }: { draft: Draft<AgentView> }) => {
  const { value, set } = draft;
  const [lines, setLines] = useState(value.suggestions.join('\n'));
  return (
    <Section title="Instructions" hint="What the model is told. Instructions never widen what the tools and rights above allow.">
      <Field label="Instructions">
        <Textarea
          value={value.instructions}
          rows={8}
          resize="vertical"
          maxLength={8000}
          onChange={(_event, data) => set({ instructions: data.value })}
        />
      </Field>
      <Field label="Questions to start with" hint="One per line, at most eight." style={{ marginTop: 12 }}>
        <Textarea
          value={lines}
          rows={4}
          resize="vertical"
          onChange={(_event, data) => {
            setLines(data.value);
            set({
              suggestions: data.value
                .split('\n')
                .map((line) => line.trim())
                .filter((line) => line !== '')
                .slice(0, 8),
            });
          }}
        />
      </Field>
    </Section>
  );
};

/** The patch that asks for the changes. An owner is always somebody, and how an assistant signs in is no choice. */
const patchOf = ({ authenticationMethod, ownerOid, sponsorOid, ...changes }: Partial<AgentView>): UpdateAgent => {
  const method = clientAuthentications.find((one) => one === authenticationMethod);
  return {
    ...changes,
    ...(method === undefined ? {} : { authenticationMethod: method }),
    ...(typeof ownerOid === 'string' ? { ownerOid } : {}),
    ...(typeof sponsorOid === 'string' ? { sponsorOid } : {}),
  };
};

interface AgentCardProps {
  readonly agent: AgentView;
  readonly tools: readonly ToolConfigView[];
  readonly users: readonly UserView[];
  readonly units: readonly BusinessUnitView[];
  readonly onChanged: (agent: AgentView) => void;
  readonly onReload: () => void;
}

const AgentCard = ({ agent, tools, users, units, onChanged, onReload }: AgentCardProps) => {
  const tellSaved = useTellSaved();
  const draft = useDraft(agent);
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const save = async () => {
    setSaving(true);
    const answer = await updateAgent(agent, patchOf(draft.changes));
    setSaving(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return;
    draft.reset();
    onChanged(answer.value);
    tellSaved(answer, 'Saved. It is in force now.');
  };
  return (
    <>
      <PageHeader
        title={agent.name}
        caption={`Agent · version ${agent.version} · ${agent.templateName === null ? 'no template' : `from ${agent.templateName}`} · owner ${agent.owner}`}
        back={{ to: '/admin/agents', label: 'agents' }}
        tags={
          <>
            <StatusTag status={agent.lifecycle} />
            <StatusTag status={agent.autonomy} />
          </>
        }
        actions={<LifecycleMenu agent={agent} onChanged={onChanged} />}
      />
      <ClosedMoves agent={agent} />
      <WaitingHere subjectId={agent.id} />
      <General draft={draft} />
      <AgentIdentity draft={draft} users={users} units={units} />
      {agent.kind === 'external' && (
        <CredentialsSection
          holder={{ list: 'agents', id: agent.id }}
          hint={`What ${agent.clientApplication} gets its tokens for. They work while the agent is active; a token is good for ten minutes, and not a moment longer than its credential.`}
          none="None yet: the agent cannot get a token."
          isOpen={agent.lifecycle !== 'retired'}
        />
      )}
      <AgentBudget draft={draft} />
      <Autonomy draft={draft} />
      <Section title="Who may use it">
        {draft.value.allowedUsers.length === 0 && <NobodyMayUse />}
        <PeoplePicker
          users={users}
          label="People who may use it"
          chosen={draft.value.allowedUsers}
          onChange={(allowedUsers) => draft.set({ allowedUsers })}
        />
      </Section>
      <Section title="Tools" hint="Only linked tools can run, whatever the model is told. A link may be stricter than the tool, never wider.">
        <ToolLinksEditor tools={tools} links={draft.value.toolLinks} onChange={(toolLinks) => draft.set({ toolLinks })} />
      </Section>
      <Section
        title="Execute grants"
        hint="Who may have which tool write drafts without Confirm, once the agent is at execute. Everyone else is asked."
      >
        <ExecuteGrantsEditor agent={draft.value} users={users} tools={tools} onChange={(executeGrants) => draft.set({ executeGrants })} />
      </Section>
      <Instructions draft={draft} />
      <Section title="Versions">
        <VersionsList agent={agent} onRolledBack={onChanged} />
      </Section>
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

/** An agent's card: everything that decides what it may do. */
export const AgentPage = () => {
  const { id = '' } = useParams();
  const agent = useResource(`admin-agent/${id}`, (signal) => fetchAdminAgent(id, { signal }));
  const tools = useResource('admin-tools', (signal) => fetchTools({ signal }));
  const users = useResource('admin-users', (signal) => fetchUsers({ signal }));
  const units = useResource('business-units', (signal) => fetchBusinessUnits({ signal }));
  const problem = agent.problem ?? tools.problem ?? users.problem ?? units.problem;
  if (agent.value && tools.value && users.value && units.value) {
    return (
      <AgentCard
        key={`${agent.value.id}/${agent.value.revision}`}
        agent={agent.value}
        tools={tools.value.value}
        users={users.value.value}
        units={units.value.value}
        onChanged={agent.put}
        onReload={agent.reload}
      />
    );
  }
  return (
    <>
      <PageHeader title="Agent" back={{ to: '/admin/agents', label: 'agents' }} />
      {problem ? (
        <ProblemNotice problem={problem} onRetry={() => [agent, tools, users, units].forEach((one) => one.reload())} />
      ) : (
        <Spinner label="Reading the agent" style={{ marginTop: 60 }} />
      )}
    </>
  );
};
