import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import type { EmailLogEntry } from '../../contracts/email-log.ts';
import { fetchEmailLog, fetchEmailLogCsv } from '../api/email-log.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Column, type Sort } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { FilterBar } from '../shared/filter-bar.tsx';
import { counted, moment, noValue } from '../shared/format.ts';
import { MailIcon, RefreshIcon } from '../shared/icons.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { Pager } from '../shared/pager.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { StatusTag } from '../shared/status-tag.tsx';
import { CsvButton } from './csv-button.tsx';
import { allEmails, emailFilterFields, emailQuery, type EmailFilters } from './email-log-query.ts';

const pageSize = 50;

const useStyles = makeStyles({ count: { color: tokens.colorNeutralForeground3 } });

const columns: readonly Column<EmailLogEntry>[] = [
  { key: 'draftedAt', label: 'Drafted', isSortable: true, width: '124px', cell: ({ draftedAt }) => moment(draftedAt) },
  { key: 'status', label: 'Status', isSortable: true, cell: ({ status }) => <StatusTag status={status} size="small" /> },
  { key: 'statusAt', label: 'Since', isSortable: true, width: '124px', cell: ({ statusAt }) => moment(statusAt) },
  // Names and addresses are sealed in the database, so it cannot sort by them.
  { key: 'addressee', label: 'Addressee', cell: ({ addressee }) => addressee ?? noValue },
  { key: 'userName', label: 'User', cell: ({ userName }) => userName ?? noValue },
  { key: 'agentName', label: 'Agent', isSortable: true, cell: ({ agentName }) => agentName },
  {
    key: 'executionReference',
    label: 'Execution',
    isSortable: true,
    cell: ({ executionReference }) =>
      executionReference === null ? noValue : <Link to={`/executions/${encodeURIComponent(executionReference)}`}>{executionReference}</Link>,
  },
  { key: 'companyName', label: 'Company', isSortable: true, cell: ({ companyName }) => companyName },
  { key: 'attachments', label: 'Attachments', align: 'end', isSortable: true, cell: ({ attachments }) => String(attachments) },
];

/** The email log: every message an agent drafted, to whom and in which run, and what became of it. Never its text. */
export const EmailLogPage = () => {
  const styles = useStyles();
  const [filters, setFilters] = useState<EmailFilters>(allEmails);
  const [sort, setSort] = useState<Sort>({ key: 'draftedAt', isDescending: true });
  const [page, setPage] = useState(1);
  const query = emailQuery({ filters, sort }, { skip: (page - 1) * pageSize, top: pageSize });
  const log = useResource('email-log', (signal) => fetchEmailLog(query, { signal }), query);
  const narrow = (next: EmailFilters) => {
    setFilters(next);
    setPage(1);
  };
  const count = log.value?.['@odata.count'];
  return (
    <>
      <PageHeader
        title="Email log"
        caption="Every message an agent drafted, and what became of it"
        actions={
          <>
            {count !== undefined && (
              <Text size={200} className={styles.count} aria-live="polite">
                {counted(count, 'message')}
              </Text>
            )}
            <CsvButton name="email-log" fetchCsv={() => fetchEmailLogCsv(emailQuery({ filters, sort }))} />
            <Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={log.reload} />
          </>
        }
      />
      <FilterBar label="Filters of the email log" fields={emailFilterFields} filters={filters} none={allEmails} onChange={narrow} />
      {log.problem && <ProblemNotice problem={log.problem} onRetry={log.reload} />}
      <DataTable
        label="Email log"
        columns={columns}
        rows={log.value?.value}
        rowKey={({ id }) => id}
        sort={sort}
        onSort={setSort}
        isBusy={log.isLoading}
        empty={
          <EmptyState icon={<MailIcon />} title="No messages">
            {filters === allEmails ? 'As soon as an agent drafts an email, it is written here.' : 'Nothing matches these filters.'}
          </EmptyState>
        }
      />
      <Pager page={page} pageSize={pageSize} count={count} shown={log.value?.value.length ?? 0} onPage={setPage} />
    </>
  );
};
