import type { MissedLookupView } from '../../contracts/missed-lookups.ts';
import { fetchMissedLookups } from '../api/admin-calls.ts';
import { DataTable, type Column } from '../shared/data-table.tsx';
import { EmptyState } from '../shared/empty-state.tsx';
import { exactMoment, noValue } from '../shared/format.ts';
import { MissedIcon } from '../shared/icons.ts';
import { OlderButton } from '../shared/older-button.tsx';
import { PageHeader } from '../shared/page-header.tsx';
import { ProblemNotice } from '../shared/problem-notice.tsx';
import { useOlder } from '../shared/use-older.ts';

const columns: readonly Column<MissedLookupView>[] = [
  { key: 'at', label: 'When', width: '170px', cell: ({ at }) => exactMoment(at) },
  { key: 'caller', label: 'Who', cell: ({ caller, callerKind }) => (callerKind === 'agent' ? `${caller} (external agent)` : caller) },
  { key: 'route', label: 'Asked', cell: ({ route }) => <code>{route}</code> },
  { key: 'requestId', label: 'Request', cell: ({ requestId }) => requestId || noValue },
];

/** Who asked for things that are not there for this organisation. What was asked for is not kept: it may be another one's. */
export const MissedLookupsPage = () => {
  const list = useOlder('missed-lookups', fetchMissedLookups);
  return (
    <>
      <PageHeader
        title="Missed lookups"
        caption="Who asked for something that is not there for your organisation. Many by one caller may be a search."
      />
      {list.problem && <ProblemNotice problem={list.problem} onRetry={list.reload} />}
      <DataTable
        label="Missed lookups"
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        isBusy={list.isLoading}
        empty={
          <EmptyState icon={<MissedIcon />} title="Nobody asked in vain">
            A person or an agent who names a record, a run or a delegation that your organisation does not have appears here.
          </EmptyState>
        }
      />
      <OlderButton onMore={list.more} />
    </>
  );
};
