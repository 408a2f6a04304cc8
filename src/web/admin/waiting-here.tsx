import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components';
import { Link } from 'react-router';
import { fetchPendingChanges } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { counted } from '../shared/format.ts';
import { useWaiting } from './waiting.tsx';

const useStyles = makeStyles({ bar: { marginBottom: '12px' } });

/** Says on a thing's page that changes of it wait for a second admin, and which. */
export const WaitingHere = ({ subjectId }: { subjectId: string }) => {
  const styles = useStyles();
  const { count } = useWaiting();
  const pending = useResource(`waiting/${subjectId}`, (signal) => fetchPendingChanges({ status: 'pending', subjectId }, { signal }), String(count));
  const waiting = pending.value?.value ?? [];
  if (waiting.length === 0) return null;
  const fields = [...new Set(waiting.flatMap(({ changes }) => changes.map(({ field }) => field)))];
  return (
    <MessageBar intent="warning" layout="multiline" className={styles.bar}>
      <MessageBarBody>
        <MessageBarTitle>{counted(waiting.length, 'change')} waiting for a second admin.</MessageBarTitle>
        Not in force yet: {fields.join(', ')}. <Link to="/admin/pending-changes">Look at what waits</Link>
      </MessageBarBody>
    </MessageBar>
  );
};
