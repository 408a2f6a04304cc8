import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ChangeLogView } from '../../contracts/admin.ts';
import { fetchChangeLog } from '../api/admin-calls.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { exactMoment, inWords, noValue } from '../shared/format.ts';
import { HistoryIcon } from '../shared/icons.ts';
import { OlderButton } from '../shared/older-button.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { useOlder } from '../shared/use-older.ts';

const useStyles = makeStyles({
  value: { display: 'inline-block', maxWidth: '260px', overflow: 'hidden', textOverflow: 'ellipsis', verticalAlign: 'bottom' },
  before: { color: tokens.colorNeutralForeground3 },
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
  const list = useOlder('change-log', fetchChangeLog);
  return (
    <>
      <PageHeader title="Change log" caption="Who changed which setting, from what to what" />
      {list.problem && <ProblemNotice problem={list.problem} onRetry={list.reload} />}
      <DataTable
        label="Change log"
        columns={columns}
        rows={list.rows}
        rowKey={(change) => change.id}
        empty={
          <EmptyState icon={<HistoryIcon />} title="Nothing was changed yet">
            Every change of an agent, a template, a tool or the setup appears here.
          </EmptyState>
        }
      />
      <OlderButton onMore={list.more} />
    </>
  );
};
