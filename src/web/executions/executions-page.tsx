import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { ExecutionSummary } from '../../contracts/executions.ts';
import { fetchExecutions } from '../api/calls.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { FilterBar } from '../shared/filter-bar.tsx';
import { inWords, moment, noValue } from '../shared/format.ts';
import { ExecutionIcon, RefreshIcon } from '../shared/icons.ts';
import { OlderButton } from '../shared/older-button.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { useOlder } from '../shared/use-older.ts';
import { useMe } from '../shell/me.tsx';
import { allExecutions, executionFilterFields, executionQuery, type ExecutionFilters } from './executions-query.ts';
import { RunStatus } from './run-status.tsx';

const outcomesInWords = ({ outcomes }: ExecutionSummary): string =>
  outcomes.map(({ outcome, count }) => (count === 1 ? inWords(outcome) : `${count} × ${inWords(outcome)}`)).join(', ') || noValue;

const columns: readonly Column<ExecutionSummary>[] = [
  { key: 'startedAt', label: 'When', width: '124px', cell: (run) => moment(run.startedAt) },
  { key: 'reference', label: 'Execution', cell: (run) => run.reference },
  // Before what may be scrolled for where the panel is open.
  { key: 'status', label: 'Status', cell: (run) => <RunStatus status={run.status} waitingInErp={run.waitingInErp} size="small" /> },
  { key: 'agent', label: 'Agent', cell: (run) => run.agent.name },
  { key: 'user', label: 'User', cell: (run) => run.user },
  { key: 'written', label: 'Wrote', cell: (run) => run.written.join(', ') || noValue },
  { key: 'outcomes', label: 'Outcomes', cell: outcomesInWords },
  { key: 'tools', label: 'Tools', cell: (run) => <span title={run.tools.join(', ')}>{run.tools.join(', ') || noValue}</span> },
  { key: 'company', label: 'Company', cell: (run) => run.company },
];

/** Workflow runs, newest first: by who acted, when and with what end, and from the other end, by a document that they touched. */
export const ExecutionsPage = () => {
  const navigate = useNavigate();
  const { rights } = useMe();
  const [parameters] = useSearchParams();
  const [filters, setFilters] = useState<ExecutionFilters>(() => ({ ...allExecutions, document: parameters.get('document') ?? '' }));
  const query = executionQuery(filters);
  const list = useOlder('executions', (after, options) => fetchExecutions(executionQuery(filters, after), options), query);
  return (
    <>
      <PageHeader
        title="Executions"
        caption={
          rights.mayOversee
            ? 'Every run of every agent, from the request to what came of it'
            : 'Your runs and those of your services, from the request to what came of it'
        }
        actions={<Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={list.reload} />}
      />
      <FilterBar
        label="Filters of the executions"
        fields={executionFilterFields(rights.mayOversee)}
        filters={filters}
        none={allExecutions}
        onChange={setFilters}
      />
      {list.problem && <ProblemNotice problem={list.problem} onRetry={list.reload} />}
      <DataTable
        label="Executions"
        columns={columns}
        rows={list.rows}
        rowKey={(run) => run.reference}
        rowTestId="execution-row"
        onOpen={(run) => void navigate(`/executions/${encodeURIComponent(run.reference)}`)}
        isBusy={list.isLoading}
        empty={
          <EmptyState icon={<ExecutionIcon />} title="No executions">
            {query === ''
              ? 'As soon as an agent is asked something, its run appears here.'
              : 'Nothing matches these filters. Choose Show all to see every run.'}
          </EmptyState>
        }
      />
      <OlderButton onMore={list.more} />
    </>
  );
};
