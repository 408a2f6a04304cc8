import { Field, Input, Select, Text, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { holdKinds } from '../../domain/legal-hold.ts';
import type { LegalHoldView } from '../../contracts/legal-holds.ts';
import { fetchAdminAgents, fetchUsers } from '../api/admin-calls.ts';
import { liftLegalHold, setLegalHold } from '../api/hold-calls.ts';
import { localProblem } from '../api/answer.ts';
import { useResource } from '../api/use-resource.ts';
import { AskDialog } from '../shared/ask-dialog.tsx';
import { PeoplePicker } from '../shared/people-picker.tsx';
import { heldWords, holdKindWords, holdOf, newHold, type HoldDraft } from './hold-words.ts';

interface DialogProps {
  readonly onDone: (hold: LegalHoldView) => void;
  readonly onClose: () => void;
}

/** Why it is done; kept for good. */
export const ReasonField = ({ value, onChange }: { value: string; onChange: (reason: string) => void }) => (
  <Field label="Reason" required hint="Kept in the change log.">
    <Textarea value={value} maxLength={400} onChange={(_event, data) => onChange(data.value)} />
  </Field>
);

/** One person, found by typing. */
export const PersonField = ({ person, onChange }: { person: string; onChange: (oid: string) => void }) => {
  const users = useResource('users', (signal) => fetchUsers({ signal }));
  return (
    <Field label="Person" required validationMessage={users.problem?.detail}>
      <PeoplePicker
        users={users.value?.value ?? []}
        label="Person"
        addLabel="Find a person"
        chosen={person === '' ? [] : [person]}
        onChange={(oids) => onChange(oids.at(-1) ?? '')}
      />
    </Field>
  );
};

const AgentField = ({ agentId, onChange }: { agentId: string; onChange: (id: string) => void }) => {
  const agents = useResource('agents', (signal) => fetchAdminAgents({ signal }));
  return (
    <Field label="Agent" required validationMessage={agents.problem?.detail}>
      <Select value={agentId} onChange={(_event, data) => onChange(data.value)}>
        <option value="">Choose an agent</option>
        {agents.value?.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
};

interface TargetProps {
  readonly draft: HoldDraft;
  readonly set: (change: Partial<HoldDraft>) => void;
}

const TargetFields = ({ draft, set }: TargetProps) => {
  switch (draft.kind) {
    case 'user':
      return <PersonField person={draft.person} onChange={(person) => set({ person })} />;
    case 'agent':
      return <AgentField agentId={draft.agentId} onChange={(agentId) => set({ agentId })} />;
    case 'document':
      return (
        <Field label="Document" required hint="Its number, as the ERP shows it, or its id.">
          <Input value={draft.document} maxLength={120} onChange={(_event, data) => set({ document: data.value })} />
        </Field>
      );
    case 'period':
      return (
        <>
          <Field label="First day" required>
            <Input type="date" value={draft.firstDay} onChange={(_event, data) => set({ firstDay: data.value })} />
          </Field>
          <Field label="Last day" hint="Leave it empty while the period goes on. Days are days of UTC.">
            <Input type="date" value={draft.lastDay} onChange={(_event, data) => set({ lastDay: data.value })} />
          </Field>
        </>
      );
  }
};

const incomplete = localProblem('incomplete', { title: 'Something is missing', detail: 'Say what is to be held, and why.' });

/** Sets a legal hold. */
export const SetHoldDialog = ({ onDone, onClose }: DialogProps) => {
  const [draft, setDraft] = useState(newHold);
  const set = (change: Partial<HoldDraft>) => setDraft((before) => ({ ...before, ...change }));
  const wanted = holdOf(draft);
  return (
    <AskDialog
      title="Set a legal hold"
      action="Set the hold"
      isReady={wanted !== null}
      act={async () => (wanted ? setLegalHold(wanted) : { ok: false, problem: incomplete })}
      onDone={onDone}
      onClose={onClose}
    >
      <Text>
        Nothing it covers is deleted from now on: not by retention, and not by a person’s erasure. Lifting it waits for a second admin where there is
        one.
      </Text>
      <Field label="What is held">
        <Select value={draft.kind} onChange={(_event, data) => set({ kind: holdKinds.find((kind) => kind === data.value) ?? 'user' })}>
          {holdKinds.map((kind) => (
            <option key={kind} value={kind}>
              {holdKindWords[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <TargetFields draft={draft} set={set} />
      <ReasonField value={draft.reason} onChange={(reason) => set({ reason })} />
    </AskDialog>
  );
};

/** Asks whether a hold is to be lifted, and why. */
export const LiftHoldDialog = ({ hold, onDone, onClose }: DialogProps & { hold: LegalHoldView }) => {
  const [reason, setReason] = useState('');
  return (
    <AskDialog
      title="Lift this legal hold?"
      action="Lift the hold"
      isReady={reason.trim() !== ''}
      act={() => liftLegalHold(hold, reason.trim())}
      onDone={onDone}
      onClose={onClose}
    >
      <Text weight="semibold">{heldWords(hold)}</Text>
      <Text>
        What it kept is deleted by the next run of retention where it is old enough, and erasures that it defers go on. Neither can be undone.
      </Text>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
};
