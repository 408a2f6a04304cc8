import { Checkbox, Field, Input, Text, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { DelegationView } from '../../contracts/delegations.ts';
import { systemClock } from '../../kernel/clock.ts';
import { extendDelegation, revokeDelegation } from '../api/delegation-calls.ts';
import { AskDialog } from '../shared/ask-dialog.tsx';
import { dayAfter, endOfDay } from './delegation-draft.ts';

interface DialogProps {
  readonly delegation: DelegationView;
  readonly onDone: (delegation: DelegationView) => void;
  readonly onClose: () => void;
}

/** Whether the agent may act under the sign-in of this moment; a grant that lasts is given on the delegation's page. */
export const WhileAwayField = ({ value, onChange }: { value: boolean; onChange: (whileAway: boolean) => void }) => (
  <Field hint="For as long as that sign-in lasts; otherwise it waits until you sign in for it. For use while you are away you can give a grant that lasts, next.">
    <Checkbox label="It may act under the sign-in I have now" checked={value} onChange={(_event, data) => onChange(data.checked === true)} />
  </Field>
);

const ReasonField = ({ value, onChange }: { value: string; onChange: (reason: string) => void }) => (
  <Field label="Reason" required hint="Kept in the change log.">
    <Textarea value={value} maxLength={400} onChange={(_event, data) => onChange(data.value)} />
  </Field>
);

/** Asks whether a delegation is to end, and why. */
export const RevokeDelegationDialog = ({ delegation, onDone, onClose }: DialogProps) => {
  const [reason, setReason] = useState('');
  return (
    <AskDialog
      title={`Revoke ${delegation.workflow}`}
      action="Revoke"
      isReady={reason.trim() !== ''}
      act={() => revokeDelegation(delegation.id, reason.trim())}
      onDone={onDone}
      onClose={onClose}
    >
      <Text>
        {delegation.agent.name} cannot act under it from this moment on, and what waits under it is withdrawn. This cannot be undone; you can give a
        new one.
      </Text>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
};

/** Takes a delegation further: a new one with the same terms, until another day. */
export const ExtendDelegationDialog = ({ delegation, onDone, onClose }: DialogProps) => {
  const now = systemClock.now();
  const end = delegation.validTo === null ? now : new Date(delegation.validTo);
  const [lastDay, setLastDay] = useState(dayAfter(end > now ? end : now, 14));
  const [reason, setReason] = useState('');
  const [whileAway, setWhileAway] = useState(true);
  const validTo = endOfDay(lastDay);
  return (
    <AskDialog
      title={`Extend ${delegation.workflow}`}
      action="Extend"
      isReady={reason.trim() !== '' && validTo !== undefined}
      act={() => extendDelegation(delegation.id, { validTo: validTo ?? '', reason: reason.trim(), whileAway })}
      onDone={onDone}
      onClose={onClose}
    >
      <Text>The same authority, as a new delegation with an id of its own. This one stays as it is.</Text>
      <Field label="Last day" required>
        <Input type="date" value={lastDay} onChange={(_event, data) => setLastDay(data.value)} />
      </Field>
      <ReasonField value={reason} onChange={setReason} />
      <WhileAwayField value={whileAway} onChange={setWhileAway} />
    </AskDialog>
  );
};
