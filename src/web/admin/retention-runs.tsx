import { Button, Text, makeStyles } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { RetentionPeriodsView, RetentionRunView } from '../../contracts/retention.ts';
import { fetchRetention, fetchRetentionRuns, startRetention } from '../api/retention-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { AskDialog } from '../shared/ask-dialog.tsx';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { counted, date, exactMoment } from '../shared/format.ts';
import { DeleteIcon } from '../shared/icons.ts';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px', marginTop: '16px' },
  line: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: '12px', flexWrap: 'wrap' },
});

/** How often a run under way is looked at. */
const lookMillis = 2_000;

const keptWords = ({ logDays, logDaysSet, shorterFrom, transcriptDays }: RetentionPeriodsView): string => {
  const log =
    shorterFrom === null
      ? `The log is kept ${counted(logDays, 'day')}`
      : `The log is kept ${counted(logDays, 'day')}, and ${counted(logDaysSet, 'day')} from ${date(shorterFrom)} on`;
  return `${log}; conversations ${counted(transcriptDays, 'day')}.`;
};

const removedWords = ({ days, records, conversations, missedLookups, heldRecords, problem }: RetentionRunView): string => {
  const removed = [
    ...(records + days > 0 ? [`${counted(records, 'record')} of ${counted(days, 'day')}`] : []),
    ...(conversations > 0 ? [counted(conversations, 'conversation')] : []),
    ...(missedLookups > 0 ? [counted(missedLookups, 'missed lookup')] : []),
  ];
  const held = heldRecords > 0 ? ` ${counted(heldRecords, 'record')} held.` : '';
  return `${removed.length === 0 ? 'Nothing was old enough' : removed.join(', ')}.${held}${problem === null ? '' : ` ${problem}`}`;
};

const columns: readonly Column<RetentionRunView>[] = [
  { key: 'startedAt', label: 'Started', width: '170px', cell: ({ startedAt }) => exactMoment(startedAt) },
  { key: 'startedBy', label: 'By', width: '140px', cell: ({ startedBy }) => startedBy ?? 'Every night' },
  { key: 'removed', label: 'Removed', cell: removedWords },
  { key: 'status', label: 'Status', width: '110px', cell: ({ status }) => <StatusTag status={status} /> },
];

const StartDialog = ({ periods, onDone, onClose }: { periods: RetentionPeriodsView; onDone: () => void; onClose: () => void }) => (
  <AskDialog title="Remove what is too old now?" action="Remove now" act={startRetention} onDone={onDone} onClose={onClose}>
    <Text>
      {`As every night: whole days of the log that are older than ${counted(periods.logDays, 'day')}, and conversations older than ${counted(periods.transcriptDays, 'day')}.`}
    </Text>
    <Text>It cannot be undone. What was removed, and that it was old enough, stays provable.</Text>
  </AskDialog>
);

/** The periods that are in force, and what was removed by them, run by run; a run can be started by hand. */
export const RetentionRuns = ({ revision }: { readonly revision: number }) => {
  const styles = useStyles();
  const periods = useResource(`retention-${revision}`, (signal) => fetchRetention({ signal }));
  const runs = useResource('retention-runs', (signal) => fetchRetentionRuns({ signal }));
  const [isAsking, setAsking] = useState(false);
  const isRunning = runs.value?.value[0]?.status === 'running';
  const { reload } = runs;
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = window.setInterval(reload, lookMillis);
    return () => window.clearInterval(timer);
  }, [isRunning, reload]);
  const started = () => {
    setAsking(false);
    reload();
  };
  const problem = periods.problem ?? runs.problem;
  return (
    <div className={styles.root}>
      {problem && <ProblemNotice problem={problem} onRetry={periods.problem ? periods.reload : reload} />}
      <div className={styles.line}>
        <Text>{periods.value && keptWords(periods.value)}</Text>
        <Button size="small" disabled={!periods.value || isRunning} onClick={() => setAsking(true)}>
          Remove now
        </Button>
      </div>
      <DataTable
        label="Runs of retention"
        columns={columns}
        rows={runs.value?.value}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={<DeleteIcon />} title="Nothing was removed yet">
            Every night what is older than its period goes, and each run is listed here.
          </EmptyState>
        }
      />
      {isAsking && periods.value && <StartDialog periods={periods.value} onDone={started} onClose={() => setAsking(false)} />}
    </div>
  );
};
