import { Field, Input, Select, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { UserView } from '../../contracts/admin.ts';
import type { ServicePrincipalView } from '../../contracts/service-principals.ts';
import { createService, updateService } from '../api/service-calls.ts';
import { AskDialog } from '../shared/ask-dialog.tsx';

interface DialogProps {
  readonly onDone: (service: ServicePrincipalView) => void;
  readonly onClose: () => void;
}

const SecretField = ({ value, onChange }: { value: string; onChange: (secret: string) => void }) => (
  <Field label="Secret" required hint="The application's own, from your identity provider. It is kept sealed and never shown.">
    <Input type="password" autoComplete="off" value={value} maxLength={400} onChange={(_event, data) => onChange(data.value)} />
  </Field>
);

/** One person of the tenant. */
export const OwnerField = ({ users, value, onChange }: { users: readonly UserView[]; value: string; onChange: (oid: string) => void }) => (
  <Field label="Owner" required hint="Gives authority as it, to agents that the owner may use, and decides on what it is used for.">
    <Select value={value} onChange={(_event, data) => onChange(data.value)}>
      <option value="">Choose one</option>
      {users.map(({ oid, displayName }) => (
        <option key={oid} value={oid}>
          {displayName}
        </option>
      ))}
    </Select>
  </Field>
);

/** Registers a service, with the application it is and the person who owns it. */
export const RegisterServiceDialog = ({ users, onDone, onClose }: DialogProps & { users: readonly UserView[] }) => {
  const [name, setName] = useState('');
  const [clientApplication, setApplication] = useState('');
  const [secret, setSecret] = useState('');
  const [ownerOid, setOwner] = useState('');
  return (
    <AskDialog
      title="Register a service"
      action="Register"
      isReady={[name, clientApplication, secret, ownerOid].every((text) => text.trim() !== '')}
      act={() => createService({ name: name.trim(), clientApplication: clientApplication.trim(), secret, ownerOid })}
      onDone={onDone}
      onClose={onClose}
    >
      <Field label="Name" required hint="As delegations and the log will call it, e.g. Purchasing Service.">
        <Input value={name} maxLength={80} onChange={(_event, data) => setName(data.value)} />
      </Field>
      <Field label="Client application" required hint="Its id at your identity provider. It needs an account of its own in the ERP.">
        <Input value={clientApplication} maxLength={120} onChange={(_event, data) => setApplication(data.value)} />
      </Field>
      <SecretField value={secret} onChange={setSecret} />
      <OwnerField users={users} value={ownerOid} onChange={setOwner} />
    </AskDialog>
  );
};

/** Puts another secret in the place of a service's. */
export const RenewSecretDialog = ({ service, onDone, onClose }: DialogProps & { service: ServicePrincipalView }) => {
  const [secret, setSecret] = useState('');
  return (
    <AskDialog
      title={`Replace the secret of ${service.name}`}
      action="Replace"
      isReady={secret !== ''}
      act={() => updateService(service, { secret })}
      onDone={onDone}
      onClose={onClose}
    >
      <Text>It is in force at once, and the one before is forgotten.</Text>
      <SecretField value={secret} onChange={setSecret} />
    </AskDialog>
  );
};

/** Asks whether a service is to end. */
export const RetireServiceDialog = ({ service, onDone, onClose }: DialogProps & { service: ServicePrincipalView }) => (
  <AskDialog
    title={`Retire ${service.name}`}
    action="Retire"
    act={() => updateService(service, { state: 'retired' })}
    onDone={onDone}
    onClose={onClose}
  >
    <Text>No agent can act under what it gave from this moment on, and it gives nothing more. This cannot be undone.</Text>
  </AskDialog>
);
