import { Button, Menu, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import { fetchLog, fetchLogCsv } from '../api/tool-call-log.ts';
import { useResource } from '../api/use-resource.ts';
import { DataTable, type Sort } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { FilterBar } from '../shared/filter-bar.tsx';
import { counted } from '../shared/format.ts';
import { ColumnsIcon, LogIcon, RefreshIcon } from '../shared/icons.ts';
import { useKeptState } from '../shared/kept-state.ts';
import { PageHeader } from '../shared/page-header.tsx';
import { Pager } from '../shared/pager.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { CsvButton } from './csv-button.tsx';
import { firstColumns, logColumns } from './log-columns.tsx';
import { LogDrawer } from './log-drawer.tsx';
import { allEntries, logExportQuery, logFilterFields, logQuery, type LogFilters } from './log-query.ts';

const pageSize = 50;

const useStyles = makeStyles({ count: { color: tokens.colorNeutralForeground3 } });

const ColumnsMenu = ({ shown, onShow }: { shown: readonly string[]; onShow: (keys: string[]) => void }) => (
  <Menu persistOnItemClick checkedValues={{ columns: [...shown] }} onCheckedValueChange={(_event, change) => onShow(change.checkedItems)}>
    <MenuTrigger disableButtonEnhancement>
      <Button icon={<ColumnsIcon />}>Columns</Button>
    </MenuTrigger>
    <MenuPopover>
      <MenuList>
        {logColumns.map((column) => (
          <MenuItemCheckbox key={column.key} name="columns" value={column.key}>
            {column.label}
          </MenuItemCheckbox>
        ))}
      </MenuList>
    </MenuPopover>
  </Menu>
);

/** The tool-call log: every attempt with its outcome, filtered, sorted, row by row in full, and as a CSV file. */
export const LogPage = () => {
  const styles = useStyles();
  const [filters, setFilters] = useState<LogFilters>(allEntries);
  const [sort, setSort] = useState<Sort>({ key: 'attemptedAt', isDescending: true });
  const [page, setPage] = useState(1);
  const [keptColumns, keepColumns] = useKeptState('log-columns', firstColumns.join(','));
  const [entry, setEntry] = useState<ToolCallLogEntry | null>(null);
  const query = logQuery({ filters, sort, skip: (page - 1) * pageSize, top: pageSize });
  const log = useResource('log', (signal) => fetchLog(query, { signal }), query);
  const shown = keptColumns.split(',');
  const narrow = (next: LogFilters) => {
    setFilters(next);
    setPage(1);
  };
  return (
    <>
      <PageHeader
        title="Tool-call log"
        caption="Every attempt of every agent, written before the tool ran"
        actions={
          <>
            {log.value?.['@odata.count'] !== undefined && (
              <Text size={200} className={styles.count} aria-live="polite">
                {counted(log.value['@odata.count'], 'row')}
              </Text>
            )}
            <ColumnsMenu shown={shown} onShow={(keys) => keepColumns(keys.join(','))} />
            <CsvButton name="tool-call-log" fetchCsv={() => fetchLogCsv(logExportQuery({ filters, sort }))} />
            <Button appearance="subtle" icon={<RefreshIcon />} aria-label="Read again" onClick={log.reload} />
          </>
        }
      />
      <FilterBar label="Filters of the log" fields={logFilterFields} filters={filters} none={allEntries} onChange={narrow} />
      {log.problem && <ProblemNotice problem={log.problem} onRetry={log.reload} />}
      <DataTable
        label="Tool-call log"
        columns={logColumns.filter((column) => shown.includes(column.key))}
        rows={log.value?.value}
        rowKey={(row) => row.id}
        rowTestId="log-row"
        onOpen={setEntry}
        sort={sort}
        onSort={setSort}
        isBusy={log.isLoading}
        empty={
          <EmptyState icon={<LogIcon />} title="No rows">
            {filters === allEntries
              ? 'As soon as an agent tries a tool, the attempt is written here.'
              : 'Nothing matches these filters. Choose Show all to see every row.'}
          </EmptyState>
        }
      />
      <Pager page={page} pageSize={pageSize} count={log.value?.['@odata.count']} shown={log.value?.value.length ?? 0} onPage={setPage} />
      <LogDrawer entry={entry} onClose={() => setEntry(null)} />
    </>
  );
};
