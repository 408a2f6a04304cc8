import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ChangeLogView } from '../../contracts/admin.ts';
import type { Problem } from '../../contracts/problem.ts';
import { fetchChangeLog } from '../api/admin-calls.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { exactMoment, inWords, noValue } from '../shared/format.ts';
import { HistoryIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';

const useStyles = makeStyles({
  value: { display: 'inline-block', maxWidth: '260px', overflow: 'hidden', textOverflow: 'ellipsis', verticalAlign: 'bottom' },
  before: { color: tokens.colorNeutralForeground3 },
  more: { marginTop: '12px' },
});

const Value = ({ text, isBefore = false }: { text: string | null; isBefore?: boolean }) => {
  const styles = useStyles();
  return (
    <span className={styles.value} title={text ?? ''}>
      {text === null ? noValue : isBefore ? <Text className={styles.before}>{text}</Text> : text}
    </span>
  );
};

const columns: readonly Column<ChangeLogView>[] = [
  { key: 'at', label: 'When', width: '170px', cell: (change) => exactMoment(change.at) },
  { key: 'who', label: 'Who', cell: (change) => change.who },
  { key: 'subject', label: 'What', cell: (change) => `${inWords(change.subjectType)} ${change.subjectName}` },
  { key: 'field', label: 'Setting', cell: (change) => change.field },
  { key: 'before', label: 'From', cell: (change) => <Value text={change.before} isBefore /> },
  { key: 'after', label: 'To', cell: (change) => <Value text={change.after} /> },
];

/** Who changed which setting, from what to what, newest first. */
export const ChangeLogPage = () => {
  const styles = useStyles();
  const first = useResource('change-log', (signal) => fetchChangeLog(undefined, { signal }));
  const [older, setOlder] = useState<{ entries: ChangeLogView[]; nextAfter: string | undefined }>();
  const [problem, setProblem] = useState<Problem>();
  const nextAfter = older ? older.nextAfter : first.value?.nextAfter;
  const more = async () => {
    const answer = await fetchChangeLog(nextAfter);
    if (answer.ok) setOlder((before) => ({ entries: [...(before?.entries ?? []), ...answer.value.value], nextAfter: answer.value.nextAfter }));
    else setProblem(answer.problem);
  };
  const shownProblem = problem ?? first.problem;
  return (
    <>
      <PageHeader title="Change log" caption="Who changed which setting, from what to what" />
      {shownProblem && <ProblemNotice problem={shownProblem} onRetry={first.reload} />}
      <DataTable
        label="Change log"
        columns={columns}
        rows={first.value && [...first.value.value, ...(older?.entries ?? [])]}
        rowKey={(change) => change.id}
        empty={
          <EmptyState icon={<HistoryIcon />} title="Nothing was changed yet">
            Every change of an agent, a template, a tool or the setup appears here.
          </EmptyState>
        }
      />
      {nextAfter !== undefined && (
        <Button className={styles.more} onClick={() => void more()}>
          Show older
        </Button>
      )}
    </>
  );
};
