import { Button, Text, makeStyles, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import type { CredentialView, NewCredential } from '../../contracts/agent-credentials.ts';
import { fetchCredentials, type HolderAddress } from '../api/credential-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { date, inWords, moment } from '../shared/format.ts';
import { useNotices } from '../shared/notices.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { NewCredentialDialog, RevokeDialog, RotateDialog } from './credential-dialogs.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const useStyles = makeStyles({
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  empty: { display: 'block', padding: '12px' },
});

/** What the admin is about to do. */
type Step =
  { readonly kind: 'new'; readonly proof: CredentialView['kind'] } | { readonly kind: 'rotate' | 'revoke'; readonly credential: CredentialView };

const Code = ({ text, shown = text.length }: { text: string; shown?: number }) => (
  <span className={useStyles().code} title={text}>
    {text.length > shown ? `${text.slice(0, shown)}…` : text}
  </span>
);

const untilOf = ({ expiresAt, revokedAt, revokedBy }: CredentialView): string =>
  revokedAt === null ? date(expiresAt) : `${date(revokedAt)}, by ${revokedBy ?? 'somebody'}`;

const columnsFor = (choose: (step: Step) => void): readonly Column<CredentialView>[] => [
  { key: 'kind', label: 'Kind', width: '80px', cell: ({ kind }) => inWords(kind) },
  { key: 'hint', label: 'Begins with, or key id', cell: ({ hint }) => <Code text={hint} shown={20} /> },
  { key: 'clientId', label: 'Client id', cell: ({ clientId }) => <Code text={clientId} /> },
  { key: 'state', label: 'State', cell: ({ state }) => <StatusTag status={state} size="small" /> },
  { key: 'until', label: 'Until', cell: untilOf },
  { key: 'lastUsedAt', label: 'Last token', cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'Never' : moment(lastUsedAt)) },
  {
    key: 'actions',
    label: '',
    align: 'end',
    cell: (credential) =>
      credential.state === 'live' && (
        <>
          <Button size="small" appearance="subtle" onClick={() => choose({ kind: 'rotate', credential })}>
            Rotate
          </Button>
          <Button size="small" appearance="subtle" onClick={() => choose({ kind: 'revoke', credential })}>
            Revoke
          </Button>
        </>
      ),
  },
];

const StepDialog = ({ holder, step, onMade, onRevoked, onClose }: StepDialogProps) => {
  switch (step.kind) {
    case 'new':
      return <NewCredentialDialog holder={holder} kind={step.proof} onDone={onMade} onClose={onClose} />;
    case 'rotate':
      return <RotateDialog holder={holder} credential={step.credential} onDone={onMade} onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog holder={holder} credential={step.credential} onDone={onRevoked} onClose={onClose} />;
  }
};

interface StepDialogProps {
  readonly holder: HolderAddress;
  readonly step: Step;
  readonly onMade: (made: NewCredential) => void;
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}

interface CredentialsSectionProps {
  readonly holder: HolderAddress;
  /** What the holder gets for them. */
  readonly hint: string;
  /** What it means that there are none. */
  readonly none: string;
  /** Whether it gets new ones. */
  readonly isOpen: boolean;
}

/** What an external agent or a log reader proves itself with: made, rotated and revoked here; a secret is shown once. */
export const CredentialsSection = ({ holder, hint, none, isOpen }: CredentialsSectionProps) => {
  const styles = useStyles();
  const { tell } = useNotices();
  const focusTarget = useRestoreFocusTarget();
  const credentials = useResource(`credentials/${holder.id}`, (signal) => fetchCredentials(holder, { signal }));
  const [step, setStep] = useState<Step>();
  const [shown, setShown] = useState<NewCredential>();
  const done = (words: string) => {
    setStep(undefined);
    credentials.reload();
    tell(words);
  };
  const made = (one: NewCredential) => {
    if (one.secret !== null) setShown(one);
    done(one.secret === null ? 'The key is registered.' : 'The secret is made.');
  };
  const choose = (proof: CredentialView['kind']) => setStep({ kind: 'new', proof });
  return (
    <Section
      title="Credentials"
      hint={hint}
      actions={
        isOpen && (
          <>
            <Button {...focusTarget} size="small" onClick={() => choose('secret')}>
              New secret
            </Button>
            <Button {...focusTarget} size="small" onClick={() => choose('key')}>
              Register a key
            </Button>
          </>
        )
      }
    >
      {credentials.problem && <ProblemNotice problem={credentials.problem} onRetry={credentials.reload} />}
      <DataTable
        label="Credentials"
        columns={columnsFor(setStep)}
        rows={credentials.value?.value}
        rowKey={({ id }) => id}
        empty={<Text className={styles.empty}>{none}</Text>}
      />
      {step && (
        <StepDialog
          holder={holder}
          step={step}
          onMade={made}
          onRevoked={() => done('It is revoked, and so are its tokens.')}
          onClose={() => setStep(undefined)}
        />
      )}
      {shown?.secret && <SecretDialog clientId={shown.credential.clientId} secret={shown.secret} onClose={() => setShown(undefined)} />}
    </Section>
  );
};
