import { Spinner, Switch, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { fetchPendingChanges } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { EmptyState } from '../shared/empty-state.tsx';
import { WaitingIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { PendingChangeCard } from './pending-change-card.tsx';
import { useWaiting } from './waiting.tsx';

const useStyles = makeStyles({ list: { maxWidth: '860px' } });

/** Changes that give more room and wait for a second admin; on demand, also what became of earlier ones. */
export const PendingChangesPage = () => {
  const styles = useStyles();
  const { recount } = useWaiting();
  const [showsAll, setShowsAll] = useState(false);
  const changes = useResource(
    'waiting-changes',
    (signal) => fetchPendingChanges(showsAll ? {} : { status: 'pending' }, { signal }),
    String(showsAll),
  );
  const onDecided = () => {
    changes.reload();
    recount();
  };
  return (
    <>
      <PageHeader
        title="Waiting changes"
        caption="What gives more room waits for a second admin; what tightens is in force at once"
        actions={<Switch label="Show decided ones" checked={showsAll} onChange={(_event, data) => setShowsAll(data.checked)} />}
      />
      {changes.problem && <ProblemNotice problem={changes.problem} onRetry={changes.reload} />}
      {!changes.value && changes.isLoading && <Spinner label="Reading what waits" style={{ marginTop: 60 }} />}
      {changes.value?.value.length === 0 && (
        <EmptyState icon={<WaitingIcon />} title="Nothing waits">
          When an admin gives an agent more room, it waits here until another admin approves it. With one admin only, it takes effect at once.
        </EmptyState>
      )}
      <div className={styles.list}>
        {changes.value?.value.map((change) => (
          <PendingChangeCard key={`${change.id}/${change.status}`} change={change} onDecided={onDecided} />
        ))}
      </div>
    </>
  );
};
