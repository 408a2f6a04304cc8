import { Button, Field, Input, MessageBar, MessageBarBody, ProgressBar, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ErasureView } from '../../contracts/erasures.ts';
import { requestErasure } from '../api/hold-calls.ts';
import type { Resource } from '../api/use-resource.ts';
import { AskDialog } from '../shared/ask-dialog.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { date } from '../shared/format.ts';
import { CustomerIcon } from '../shared/icons.ts';
import { useNotices } from '../shared/notices.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { Section } from '../shared/section.tsx';
import { SmallTable } from '../shared/small-table.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { useMe } from '../shell/me.tsx';
import { PersonField, ReasonField } from './hold-dialogs.tsx';
import { erasureWords, remainingWords } from './hold-words.ts';
import { useWaiting } from './waiting.tsx';

/** How often the list is read again while an erasure goes on, or may do so by itself. */
const againMillis = 3_000;

const useStyles = makeStyles({
  card: { marginTop: '12px', display: 'flex', flexDirection: 'column', gap: '6px' },
  head: { display: 'flex', gap: '8px' },
});

const EraseDialog = ({ onDone, onClose }: { onDone: (erasure: ErasureView) => void; onClose: () => void }) => {
  const [person, setPerson] = useState('');
  const [aliases, setAliases] = useState('');
  const [reason, setReason] = useState('');
  const alsoKnownAs = aliases.split(',').flatMap((alias) => (alias.trim() === '' ? [] : [alias.trim()]));
  return (
    <AskDialog
      title="Erase a person"
      action="Erase"
      isReady={person !== '' && reason.trim() !== ''}
      act={() => requestErasure({ personOid: person, alsoKnownAs, reason: reason.trim() })}
      onDone={onDone}
      onClose={onClose}
    >
      <Text>
        Her sign-ins and delegations end; her conversations, drafts and files are deleted; her name is taken out of every text that may be changed,
        and the log names her by a random id alone. This cannot be undone. A legal hold defers it.
      </Text>
      <PersonField person={person} onChange={setPerson} />
      <Field
        label="Also known as"
        hint="Names that are taken out too, besides name, address and object id: a user name, a name she had. Separate them by commas."
      >
        <Input value={aliases} onChange={(_event, data) => setAliases(data.value)} />
      </Field>
      <ReasonField value={reason} onChange={setReason} />
    </AskDialog>
  );
};

const Erasure = ({ erasure }: { erasure: ErasureView }) => {
  const styles = useStyles();
  const { person, state, counts, problem } = erasure;
  const remaining = remainingWords(erasure);
  return (
    <article className={styles.card} aria-label={`Erasure of ${person}`}>
      <div className={styles.head}>
        <Text weight="semibold">{person}</Text>
        <StatusTag status={state} size="small" />
      </div>
      <Text size={200}>
        Asked for by {erasure.requestedBy}, {date(erasure.requestedAt)}: {erasure.reason}
      </Text>
      <Text>{erasureWords(erasure)}</Text>
      {state === 'running' && <ProgressBar value={erasure.stepsDone} max={erasure.steps} aria-label="Steps done" />}
      {problem !== null && state !== 'done' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            The last try did not get through: {problem}. It is tried again every ten minutes. If this stays, look at the program’s log and at Health.
          </MessageBarBody>
        </MessageBar>
      )}
      {remaining !== null && <Text size={200}>{remaining}</Text>}
      {Object.keys(counts).length > 0 && (
        <SmallTable
          label={`What was deleted or changed of ${person}`}
          columns={[
            { content: 'Table', align: 'start' },
            { content: 'Rows', align: 'end' },
          ]}
          rows={Object.entries(counts).map(([table, count]) => [
            { content: table, isShort: false },
            { content: count, isShort: true },
          ])}
        />
      )}
    </article>
  );
};

/** The erasures of people: where each is, what defers it, what it deleted. */
export const ErasuresSection = ({
  erasures,
}: {
  erasures: Pick<Resource<{ readonly value: readonly ErasureView[] }>, 'value' | 'problem' | 'reload'>;
}) => {
  const { tell } = useNotices();
  const { rights } = useMe();
  const { recount } = useWaiting();
  const [isAsking, setAsking] = useState(false);
  const { value, reload } = erasures;
  const goesOn = value?.value.some(({ state }) => state !== 'waiting' && state !== 'done') ?? false;
  useEffect(() => {
    if (!goesOn) return undefined;
    const timer = setTimeout(reload, againMillis);
    return () => clearTimeout(timer);
  }, [goesOn, value, reload]);
  const asked = ({ state }: ErasureView) => {
    setAsking(false);
    reload();
    recount();
    tell(state === 'waiting' ? 'Waiting for a second admin. Nothing is deleted until then.' : 'The erasure begins.');
  };
  return (
    <Section
      title="Erasures"
      hint="A person’s request to be forgotten. The log stays as it is, and names her by a random id."
      actions={
        rights.mayAdminister && (
          <Button size="small" onClick={() => setAsking(true)}>
            Erase a person
          </Button>
        )
      }
    >
      {erasures.problem && <ProblemNotice problem={erasures.problem} onRetry={reload} />}
      {value?.value.length === 0 && (
        <EmptyState icon={<CustomerIcon />} title="Nobody was erased">
          When a person asks to be forgotten, ask for her erasure here and follow it to its end.
        </EmptyState>
      )}
      {value?.value.map((erasure) => (
        <Erasure key={erasure.id} erasure={erasure} />
      ))}
      {isAsking && <EraseDialog onDone={asked} onClose={() => setAsking(false)} />}
    </Section>
  );
};
