import { Button, Field, Input, Spinner, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { LogReaderView } from '../../contracts/log-readers.ts';
import { createLogReader, fetchLogReaders, removeLogReader } from '../api/log-reader-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { AskDialog } from '../shared/ask-dialog.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { date } from '../shared/format.ts';
import { AddIcon, ReaderIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { CredentialsSection } from './credentials-section.tsx';

interface DialogProps {
  readonly onDone: (reader: LogReaderView) => void;
  readonly onClose: () => void;
}

const RegisterDialog = ({ onDone, onClose }: DialogProps) => {
  const [name, setName] = useState('');
  const [application, setApplication] = useState('');
  const wanted = () => ({ name: name.trim(), ...(application.trim() === '' ? {} : { clientApplication: application.trim() }) });
  return (
    <AskDialog
      title="Register a log reader"
      action="Register"
      isReady={name.trim() !== ''}
      act={() => createLogReader(wanted())}
      onDone={onDone}
      onClose={onClose}
    >
      <Field label="Name" required hint="As the change log will call it, e.g. Sentinel.">
        <Input value={name} maxLength={100} onChange={(_event, data) => setName(data.value)} />
      </Field>
      <Field label="Application" hint="Only where programs get their tokens from another issuer: the application's id there.">
        <Input value={application} maxLength={100} onChange={(_event, data) => setApplication(data.value)} />
      </Field>
    </AskDialog>
  );
};

const RemoveDialog = ({ reader, onDone, onClose }: DialogProps & { reader: LogReaderView }) => (
  <AskDialog title={`Remove ${reader.name}`} action="Remove" act={() => removeLogReader(reader)} onDone={onDone} onClose={onClose}>
    <Text>It reads nothing from now on, with any of its credentials. This cannot be undone.</Text>
  </AskDialog>
);

const Reader = ({ reader, onRemove }: { reader: LogReaderView; onRemove: () => void }) => (
  <Section
    title={reader.name}
    hint={`Registered ${date(reader.createdAt)} by ${reader.createdBy}${reader.endedAt === null ? '' : `, removed ${date(reader.endedAt)} by ${reader.endedBy ?? 'somebody'}`}.`}
    actions={
      reader.endedAt === null && (
        <Button size="small" onClick={onRemove}>
          Remove
        </Button>
      )
    }
  >
    {reader.clientApplication === null ? (
      <CredentialsSection
        holder={{ list: 'log-readers', id: reader.id }}
        hint="What it gets its tokens for. A token reads the feed of the tool-call log for ten minutes, and opens nothing else."
        none="None yet: it cannot get a token."
        isOpen={reader.endedAt === null}
      />
    ) : (
      <Text>It comes as the application {reader.clientApplication}.</Text>
    )}
  </Section>
);

/** Programs that may read the tool-call log feed and nothing else, such as a SIEM, with what they prove themselves with. */
export const LogReadersPage = () => {
  const { tell } = useNotices();
  const readers = useResource('log-readers', (signal) => fetchLogReaders({ signal }));
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<LogReaderView>();
  const done = (words: string) => {
    setAdding(false);
    setRemoving(undefined);
    readers.reload();
    tell(words);
  };
  return (
    <>
      <PageHeader
        title="Log readers"
        caption="Programs that may read the tool-call log feed, and nothing else: your SIEM"
        actions={
          <Button appearance="primary" icon={<AddIcon />} onClick={() => setAdding(true)}>
            Register a log reader
          </Button>
        }
      />
      {readers.problem && <ProblemNotice problem={readers.problem} onRetry={readers.reload} />}
      {!readers.value && readers.isLoading && <Spinner label="Reading the log readers" style={{ marginTop: 60 }} />}
      {readers.value?.value.length === 0 && (
        <EmptyState icon={<ReaderIcon />} title="No log readers yet">
          Register your SIEM to let it follow the tool-call log.
        </EmptyState>
      )}
      {readers.value?.value.map((reader) => (
        <Reader key={reader.id} reader={reader} onRemove={() => setRemoving(reader)} />
      ))}
      {isAdding && <RegisterDialog onDone={({ name }) => done(`${name} is registered. Make it a secret.`)} onClose={() => setAdding(false)} />}
      {removing && <RemoveDialog reader={removing} onDone={({ name }) => done(`${name} is removed.`)} onClose={() => setRemoving(undefined)} />}
    </>
  );
};
