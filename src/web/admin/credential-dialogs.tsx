import { Field, Select, Text, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { CredentialView, GivenPublicKey, NewCredential } from '../../contracts/agent-credentials.ts';
import { createCredential, revokeCredential, rotateCredential, type HolderAddress } from '../api/credential-calls.ts';
import { AskDialog } from '../shared/ask-dialog.tsx';

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();

/** What a text in the key field is: JSON as it is read, anything else as PEM. */
const keyFrom = (text: string): GivenPublicKey => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return text;
  }
};

const DaysField = ({ label, hint, days, choices, onChange }: DaysFieldProps) => (
  <Field label={label} hint={hint}>
    <Select value={String(days)} onChange={(_event, data) => onChange(Number(data.value))}>
      {choices.map(([count, words]) => (
        <option key={count} value={count}>
          {words}
        </option>
      ))}
    </Select>
  </Field>
);

interface DaysFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly days: number;
  readonly choices: readonly (readonly [number, string])[];
  readonly onChange: (days: number) => void;
}

const ends = [
  [30, '30 days'],
  [90, '90 days'],
  [180, '180 days'],
  [365, 'a year'],
  [730, 'two years'],
] as const;

const overlaps = [
  [0, 'now'],
  [1, 'in a day'],
  [7, 'in a week'],
  [30, 'in 30 days'],
] as const;

const KeyField = ({ value, onChange }: { value: string; onChange: (text: string) => void }) => (
  <Field label="Public key" required hint="PEM or a JSON Web Key: EC on P-256, or RSA of 2,048 bits or more. Never the private half.">
    <Textarea value={value} rows={6} resize="vertical" spellCheck={false} onChange={(_event, data) => onChange(data.value)} />
  </Field>
);

interface DialogProps<Value> {
  readonly holder: HolderAddress;
  readonly onDone: (value: Value) => void;
  readonly onClose: () => void;
}

/** Makes a secret or registers a key, with the time it is good for. */
export const NewCredentialDialog = ({ holder, kind, onDone, onClose }: DialogProps<NewCredential> & { kind: CredentialView['kind'] }) => {
  const [days, setDays] = useState(180);
  const [key, setKey] = useState('');
  const isSecret = kind === 'secret';
  const wanted = () =>
    isSecret ? ({ kind: 'secret', expiresAt: inDays(days) } as const) : ({ kind: 'key', publicKey: keyFrom(key), expiresAt: inDays(days) } as const);
  return (
    <AskDialog
      title={isSecret ? 'New secret' : 'Register a key'}
      action={isSecret ? 'Make the secret' : 'Register'}
      isReady={isSecret || key.trim() !== ''}
      act={() => createCredential(holder, wanted())}
      onDone={onDone}
      onClose={onClose}
    >
      {!isSecret && <KeyField value={key} onChange={setKey} />}
      <DaysField label="Good for" hint="After that it gets no tokens any more." days={days} choices={ends} onChange={setDays} />
    </AskDialog>
  );
};

/** Puts a new credential beside one; for a while both are good. */
export const RotateDialog = ({ holder, credential, onDone, onClose }: DialogProps<NewCredential> & { credential: CredentialView }) => {
  const [days, setDays] = useState(7);
  const [key, setKey] = useState('');
  const isKey = credential.kind === 'key';
  return (
    <AskDialog
      title={`Rotate ${credential.hint}`}
      action="Rotate"
      isReady={!isKey || key.trim() !== ''}
      act={() => rotateCredential(holder, credential, { overlapUntil: inDays(days), ...(isKey ? { publicKey: keyFrom(key) } : {}) })}
      onDone={onDone}
      onClose={onClose}
    >
      {isKey && <KeyField value={key} onChange={setKey} />}
      <DaysField label="The old one ends" hint="Until then both are good." days={days} choices={overlaps} onChange={setDays} />
    </AskDialog>
  );
};

/** Ends a credential at once. */
export const RevokeDialog = ({ holder, credential, onDone, onClose }: DialogProps<CredentialView> & { credential: CredentialView }) => {
  const [reason, setReason] = useState('');
  return (
    <AskDialog
      title={`Revoke ${credential.hint}`}
      action="Revoke"
      act={() => revokeCredential(holder, credential, reason.trim())}
      onDone={onDone}
      onClose={onClose}
    >
      <Text>It gets no tokens any more, and those it got are refused from now on. This cannot be undone.</Text>
      <Field label="Reason" hint="Kept in the change log.">
        <Textarea value={reason} maxLength={400} onChange={(_event, data) => setReason(data.value)} />
      </Field>
    </AskDialog>
  );
};
